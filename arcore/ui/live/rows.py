"""The HTML of a grid's rows, the same for a page and for the answer about one row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from arcore.ui.live.cells import Cell, cell_html, css_of
from arcore.ui.live.grid import LiveGrid, RowFigure
from arcore.ui.templatetags.ui import day, money


@dataclass(frozen=True)
class Column:
    """A column of the head: a field with its input, or one that is only shown."""

    name: str
    label: Any
    css: str
    is_required: bool = False
    is_field: bool = True


@dataclass(frozen=True)
class Problem:
    """A refusal below its row; `field` and `label` name the cell, if it is one."""

    message: Any
    field: str = ""
    label: Any = ""


@dataclass(frozen=True)
class LiveRow:
    """What `ui/live/row.html` shows of one row."""

    row_id: str
    version: str
    token: str
    cells: Sequence[SafeString]
    problems: Sequence[Problem] = ()
    state: str = ""

    @property
    def is_conflict(self) -> bool:
        return self.state == "conflict"


class RowPainter:
    """Paints the rows of one grid."""

    def __init__(self, grid: LiveGrid) -> None:
        self.grid, self.writer = grid, grid.writer
        self.columns = columns_of(grid)

    def page(self) -> list[LiveRow]:
        """The rows of the page that the request asks for."""
        grid, rows = self.grid, self.grid.page.rows
        initials = [grid.initial(row) for row in rows]
        self.writer.know(initials)
        return [
            self._row(row, self.writer.stored(values))
            for row, values in zip(rows, initials, strict=True)
        ]

    def stored(self, row: Any) -> LiveRow:
        self.grid.complete([row])
        values = self.grid.initial(row)
        self.writer.know([values])
        return self._row(row, self.writer.stored(values))

    def typed(
        self,
        row: Any | None,
        form: Any,
        problems: Sequence[Problem],
        state: str,
        token: str = "",
    ) -> LiveRow:
        """A row as it was typed, with what is wrong about it."""
        if row is not None:
            self.grid.complete([row])
        return self._row(row, self.writer.typed(form), problems, state, token)

    def blank(self) -> LiveRow:
        """A new row with its defaults, nothing of it typed yet."""
        values = self.grid.defaults()
        self.writer.know([values])
        return self._row(None, self.writer.stored(values))

    def shown(self, row: Any, name: str) -> SafeString:
        return shown_html(None if row is None else self.grid.shown_value(row, name))

    def _row(
        self,
        row: Any | None,
        cells: Mapping[str, Cell],
        problems: Sequence[Problem] = (),
        state: str = "",
        token: str = "",
    ) -> LiveRow:
        html = [
            cell_html(column.name, column.css, cells[column.name])
            if column.is_field
            else format_html(
                '<td role="cell" class="{}" data-shown="{}">{}</td>',
                column.css,
                column.name,
                self.shown(row, column.name),
            )
            for column in self.columns
        ]
        if row is None:
            return LiveRow("", "", token, html, problems, state)
        token = str(getattr(row, "token", "") or "")
        return LiveRow(str(row.pk), self.grid.version_of(row), token, html, problems, state)


def columns_of(grid: LiveGrid) -> list[Column]:
    """The fields in the form's order, each followed by what is shown behind it."""
    columns = []
    for bound in grid.blank_form.visible_fields():
        css = css_of(bound.field, grid.widths.get(bound.name, ""))
        heading = grid.headings.get(bound.name, bound.label)
        columns.append(Column(bound.name, heading, css, bound.field.required))
        columns += [_shown(one) for one in grid.shown if one.after == bound.name]
    known = {column.name for column in columns}
    return columns + [_shown(one) for one in grid.shown if one.name not in known]


def row_html(grid: LiveGrid, row: LiveRow) -> str:
    return render_to_string("ui/live/row.html", {"row": row, "grid": grid})


def foot_html(grid: LiveGrid) -> str:
    parts = [
        (label, value.column if isinstance(value, RowFigure) else "", shown_html(value))
        for label, value in grid.foot()
    ]
    return render_to_string("ui/live/foot.html", {"parts": parts})


def shown_html(value: Any) -> SafeString:
    """Amounts, numbers and dates in the user's format, everything else as text or safe HTML."""
    match value:
        case None | RowFigure():
            return SafeString("")
        case Decimal():
            return money(value)  # type: ignore[return-value]
        case date():
            return day(value)  # type: ignore[return-value]
        case int():
            return SafeString(number_format(value, use_l10n=True, force_grouping=True))
    return conditional_escape(value)


def _shown(column: Any) -> Column:
    return Column(column.name, column.label, column.css, is_field=False)
