"""Show what the domain refused: all of it, each beside the row or field that caused it."""

from collections.abc import Iterable
from typing import Protocol

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _


class Refusal(Protocol):
    """A fact that forbids an action. `field` is optional and names a form field."""

    @property
    def line(self) -> int | None: ...

    @property
    def message(self) -> str: ...


class Refused(Protocol):
    """An exception that carries refusals, such as PostingRefused."""

    @property
    def refusals(self) -> Iterable[Refusal]: ...


class RefusedRows(Protocol):
    """A grid that can show a refusal beside one of its rows; says whether it has that row."""

    def refuse_row(self, line: int, message: str, field: str = "") -> bool: ...


def show_refusals(
    form: forms.BaseForm,
    refused: "Iterable[Refusal] | Refused",
    grid: RefusedRows | None = None,
) -> None:
    """Add each refusal to its row of the grid, its field, or the form as a whole.

    A refusal about a row appears in the form's summary as well, with its line number, so that
    no refusal is ever out of sight. Answer with status 422.
    """
    refusals: Iterable[Refusal] = getattr(refused, "refusals", refused)  # type: ignore[arg-type]
    for refusal in refusals:
        field = getattr(refusal, "field", "") or ""
        message = str(refusal.message)
        if refusal.line is None:
            form.add_error(field if field in form.fields else NON_FIELD_ERRORS, message)
            continue
        if grid is not None:
            grid.refuse_row(refusal.line, message, field)
        form.add_error(
            NON_FIELD_ERRORS,
            _("Line %(line)s: %(message)s") % {"line": refusal.line, "message": message},
        )
