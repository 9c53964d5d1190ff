"""The page on which something posted is undone: what it will write, why it may not, why it is."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from arcore.ui.forms import Form
from arcore.ui.pieces import Tab
from ledger.applying.views.planned import planned_rows
from ledger.posting import Command, PostingRefused, preview


@dataclass
class Undoing:
    """What the page shows; `note` stands below the facts, `refusals` are
    those that posting met just now."""

    title: str
    breadcrumbs: list[tuple[Any, str]]
    facts: list[tuple[Any, Any]]
    form: Form
    command: Command
    label: str
    back: str
    note: Any = ""
    tabs: list[Tab] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


def show_undoing(request: HttpRequest, undoing: Undoing) -> HttpResponse:
    """The preview with its form; status 422 when a POST was refused."""
    refusals, groups = list(undoing.refusals), []
    try:
        found = preview(undoing.command)
    except PostingRefused as refused:
        refusals += [str(one) for one in refused.refusals]
    else:
        refusals += [str(one) for one in found.refusals]
        groups = planned_rows(request, found.plan) if found.plan else []
    page = {
        "title": undoing.title,
        "breadcrumbs": undoing.breadcrumbs,
        "facts": undoing.facts,
        "form": undoing.form,
        "label": undoing.label,
        "note": undoing.note,
        "cancel_url": undoing.back,
        "tabs": undoing.tabs,
        "refusals": list(dict.fromkeys(refusals)),
        "groups": groups,
    }
    is_refused = "post" in request.POST and bool(refusals or undoing.form.errors)
    return render(request, "applying/undo.html", page, status=422 if is_refused else 200)
