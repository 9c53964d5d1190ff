"""Confirmation by preview: show what will happen, then do exactly that, once.

The form carries the version that the user looked at and a key made when the preview was
shown; the domain refuses another version and answers the same key with the first result, so
a double click or a second tab posts nothing twice.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string

from arcore.ui.actions import Text
from arcore.ui.forms import Form
from arcore.ui.tables import Table


class ConfirmForm(Form):
    """The hidden part of a preview: version looked at and idempotency key."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, version: int) -> "ConfirmForm":
        """A fresh form for the version now shown."""
        return cls(initial={"version": version, "key": uuid.uuid4()})


@dataclass(frozen=True)
class PreviewGroup:
    """Rows of one kind that will be written; `note` says why they come about."""

    title: Text
    table: Table
    note: Text = ""


@dataclass(frozen=True)
class ResultLink:
    """Something that has been written: "Invoice 103021", and where to see it."""

    label: Text
    url: str


def tell_result(request: HttpRequest, title: Text, links: Sequence[ResultLink]) -> None:
    """Show on the next page what was done, with links to everything that came out of it."""
    context: dict[str, Any] = {"title": title, "links": links}
    messages.success(request, render_to_string("ui/posted.html", context))
