"""The class an app declares: which rows, which form, how one row is stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, reverse

from arcore.ui.actions import Text
from arcore.ui.keyset import Sort
from arcore.ui.live.cells import CellWriter
from arcore.ui.live.edit import RowEdit, RowRefused
from arcore.ui.live.pages import GridPages
from arcore.ui.refusals import Refusal

PAGE_ROWS = 200
MOST_PASTED = 2_000
NO_ROW = 0  # stands in an action's address until the cursor is in a row


@dataclass(frozen=True)
class ShownColumn:
    """A column that nobody types in, behind the field `after` (else at the end)."""

    name: str
    label: Text
    after: str = ""
    css: str = "num"


@dataclass(frozen=True)
class RowAction:
    """A button for the row with the cursor: the row is saved, then the page opened.

    The address takes the row's id behind `args`. `key` is a combination such as "Shift+F11".
    """

    label: Text
    url_name: str
    key: str = ""
    icon: str = ""
    permission: str = ""
    args: tuple[Any, ...] = ()


@dataclass(frozen=True)
class RowFigure:
    """In the foot: what the shown column of that name says of the row with the cursor."""

    column: str


class LiveGrid(GridPages):
    """See the package for an example and for what `save` promises."""

    url_name: ClassVar[str]
    view_permission: ClassVar[str]
    change_permission: ClassVar[str]
    row_form: type[forms.BaseForm]
    label: Text = ""
    sort = Sort("line_no")
    page_rows = PAGE_ROWS
    most_pasted = MOST_PASTED
    widths: Mapping[str, str] = {}
    headings: Mapping[str, Text] = {}  # shorter than the label, for a narrow column
    shown: Sequence[ShownColumn] = ()
    running: Sequence[str] = ()
    actions: Sequence[RowAction] = ()
    refused: tuple[type[Exception], ...] = (RowRefused,)
    first_empty = False  # Enter at the end of the grid goes to a new row's first empty cell

    def __init__(self, request: HttpRequest, **place: Any) -> None:
        """Raises PermissionDenied for a user who may not see the rows."""
        self.request, self.place = request, place
        self.user: Any = request.user
        if not self.user.has_perm(self.view_permission):
            raise PermissionDenied
        self.open(**place)

    # What an app declares.

    def open(self, **place: Any) -> None:
        """Load what the address names; raise Http404 when it does not exist."""

    def queryset(self) -> QuerySet:
        """All rows of the grid."""
        raise NotImplementedError

    def locked(self) -> str:
        """Why nobody may type now, such as a posting that runs; empty when everybody may."""
        return ""

    def defaults(self) -> Mapping[str, Any]:
        """What a new row at the end starts with; asked again after each saved row."""
        return {}

    def suggest(self, values: Mapping[str, Any], touched: Sequence[str]) -> Mapping[str, Any]:
        """Values for other cells that follow from those just typed.

        `values` are the cells that could be read, `touched` those of them typed in since the
        last answer. What the user typed himself in the same moment is never replaced.
        """
        return {}

    def check(self, edit: RowEdit) -> Iterable[Refusal]:
        """Refusals to show while the row is still being typed; stores nothing."""
        return ()

    def save(self, edit: RowEdit) -> Any:
        """Store the row and return it; raises RowChanged or one of `refused`."""
        raise NotImplementedError

    def remove(self, row_id: int, version: str) -> None:
        """Delete the row; raises RowChanged or one of `refused`."""
        raise NotImplementedError

    def complete(self, rows: Sequence[Any]) -> None:
        """Add what the query left out, such as running figures. The rows follow each other."""

    def run(self, rows: Sequence[Any]) -> None:
        """Add the `running` columns alone, to rows that follow each other; after each save."""
        self.complete(rows)

    def foot(self) -> Sequence[tuple[Text, Any]]:
        """Labels and values below the rows: Decimal, int, text or RowFigure."""
        return ()

    def initial(self, row: Any) -> Mapping[str, Any]:
        """A row's values by field; a related row as itself or as its id."""
        return {name: _value_of(row, name) for name in self.writer.fields}

    def version_of(self, row: Any) -> str:
        return str(row.version)

    def changed_by(self, row: Any) -> str:
        """Who changed the row last, if that is known."""
        return ""

    def shown_value(self, row: Any, column: str) -> Any:
        """What a shown column says of a row: Decimal, date, text or safe HTML."""
        return getattr(row, column, None)

    def decimals_of(self, name: str, values: Mapping[str, Any]) -> int | None:
        """Decimals to write an amount with, where the row's currency decides; None: the field's.

        `values` are the row's: related rows as themselves, as their id, or unread as typed.
        """
        return None

    def form_options(self) -> dict[str, Any]:
        """More for the constructor of the row form."""
        return {}

    # What the kit does with it.

    @property
    def id(self) -> str:
        """Unique on the page; the inputs' ids begin with it."""
        return self.url_name.replace(":", "-")

    def form(self, row: Any | None, data: Mapping[str, str] | None = None) -> Any:
        """The form of a stored row or of a new one."""
        options: dict[str, Any] = {
            "initial": self.defaults() if row is None else self.initial(row),
            "auto_id": f"{self.id}_%s",
            **self.form_options(),
        }
        if issubclass(self.row_form, forms.BaseModelForm):
            options["instance"] = row
        return self.row_form(data, **options)

    @cached_property
    def blank_form(self) -> Any:
        """The inputs, empty; the defaults of a new row are text like any row's."""
        form = self.row_form(auto_id=f"{self.id}_%s", **self.form_options())
        form.use_required_attribute = False
        return form

    @cached_property
    def writer(self) -> CellWriter:
        return CellWriter(self.blank_form, self.decimals_of)

    @cached_property
    def may_change(self) -> bool:
        return self.user.has_perm(self.change_permission)

    def address(self, what: str) -> str:
        return reverse(f"{self.url_name}_{what}", kwargs=self.place)

    @classmethod
    def urls(cls, prefix: str) -> list[URLPattern]:
        """The grid's own addresses, named `<url_name>_row`, `_rows` and `_remove`."""
        from arcore.ui.live.views import urls_of

        return urls_of(cls, prefix)


def _value_of(row: Any, name: str) -> Any:
    """A column; of a relation that was not fetched the id."""
    if hasattr(row, f"{name}_id") and name not in row._state.fields_cache:
        return getattr(row, f"{name}_id")
    return getattr(row, name, None)
