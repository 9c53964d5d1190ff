"""A typed grid of rows in an ordinary form: a Django formset that works by keyboard alone.

`ui/grid.js` adds movement between cells, rows at the end, copy down and paste from a
spreadsheet; without it the rows still submit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from arcore.ui.fields import MoneyFormField
from arcore.ui.forms import KitFormMixin
from arcore.ui.lookup import know_labels
from arcore.ui.rendering import KitRenderer

MOST_ROWS = 1_000


@dataclass(frozen=True)
class GridColumn:
    name: str
    label: Any
    css: str
    is_required: bool
    has_total: bool


@dataclass(frozen=True)
class GridCell:
    html: SafeString
    css: str


@dataclass(frozen=True)
class GridRow:
    """One row: its form, its cells in column order, everything refused about it."""

    form: Any
    number: int
    cells: Sequence[GridCell]
    problems: Sequence[tuple[Any, str]]


class GridMixin:
    """What a formset needs to be shown as a grid.

    `totals` names the columns with a running total, `widths` gives a column "narrow",
    "wide" or "code". `line_number(form, position)` is how the domain numbers a row, so that
    its refusals find it; by default the row form's `line_no`, else the position from 1.
    """

    totals: Sequence[str] = ()
    widths: dict[str, str] = {}
    forms: list[Any]
    empty_form: Any
    can_delete: bool

    def line_number(self, form: Any, position: int) -> int:
        return getattr(getattr(form, "instance", None), "line_no", None) or position

    def add_fields(self, form: Any, index: int | None) -> None:
        """A new row starts with the first choice of each list, which is no change of it."""
        super().add_fields(form, index)  # type: ignore[misc]
        if index is not None and index < self.initial_form_count():  # type: ignore[attr-defined]
            return
        for field in form.fields.values():
            if isinstance(field, forms.ChoiceField) and not isinstance(
                field, forms.ModelChoiceField | forms.MultipleChoiceField
            ):
                first = next(iter(list(field.choices)), None)  # type: ignore[arg-type]
                if first and field.initial is None and isinstance(first[0], str):
                    field.initial = first[0]

    def columns(self) -> list[GridColumn]:
        return [
            GridColumn(
                bound.name,
                bound.label,
                self._css(bound),
                bound.field.required,
                bound.name in self.totals,
            )
            for bound in _shown(self.empty_form)
        ]

    def rows(self) -> list[GridRow]:
        know_labels(self.forms)
        return [self._row(form, number) for number, form in enumerate(self.forms, 1)]

    def blank_row(self) -> GridRow:
        return self._row(self.empty_form, 0)

    def refuse_row(self, line: int, message: str, field: str = "") -> bool:
        """Show a refusal beside the row with that line number; False when there is none."""
        self.is_valid()  # type: ignore[attr-defined]  # which rows are removed is known after
        kept = [form for form in self.forms if not self._is_removed(form)]
        for position, form in enumerate(kept, 1):
            if self.line_number(form, position) == line:
                form.add_error(field if field in form.fields else None, message)
                return True
        return False

    def _is_removed(self, form: Any) -> bool:
        return self.can_delete and self._should_delete_form(form)  # type: ignore[attr-defined]

    def _row(self, form: Any, number: int) -> GridRow:
        cells = [
            GridCell(bound.as_widget(attrs={"aria-label": str(bound.label)}), self._css(bound))
            for bound in _shown(form)
        ]
        return GridRow(form, number, cells, list(_problems(form)) if number else [])

    def _css(self, bound: BoundField) -> str:
        kind = "num" if isinstance(bound.field, (MoneyFormField, forms.IntegerField)) else ""
        return f"{kind} {self.widths.get(bound.name, '')}".strip()


class GridFormSet(GridMixin, forms.BaseFormSet):
    """A grid of plain row forms."""


class InlineGridFormSet(GridMixin, forms.BaseInlineFormSet):
    """A grid of the rows that belong to one saved thing."""


def grid_of(
    row_form: type[KitFormMixin],
    *,
    base: type[GridFormSet] = GridFormSet,
    blank_rows: int = 1,
    most_rows: int = MOST_ROWS,
) -> type[GridFormSet]:
    """The formset class for a grid of `row_form`."""
    return forms.formset_factory(  # type: ignore[return-value]
        row_form,
        formset=base,
        extra=blank_rows,
        can_delete=True,
        **_limits(most_rows),
    )


def inline_grid_of(
    parent: type[models.Model],
    model: type[models.Model],
    row_form: type[forms.ModelForm],
    *,
    base: type[InlineGridFormSet] = InlineGridFormSet,
    blank_rows: int = 1,
    most_rows: int = MOST_ROWS,
) -> type[InlineGridFormSet]:
    """The formset class for a grid of a parent's rows, such as a document's lines."""
    return forms.inlineformset_factory(  # type: ignore[return-value]
        parent,
        model,
        form=row_form,
        formset=base,
        extra=blank_rows,
        can_delete=True,
        **_limits(most_rows),
    )


def _limits(most_rows: int) -> dict[str, Any]:
    return {
        "max_num": most_rows,
        "absolute_max": most_rows + 1,
        "validate_max": True,
        "renderer": KitRenderer(),
    }


def _shown(form: Any) -> Iterator[BoundField]:
    return (bound for bound in form.visible_fields() if bound.name not in ("DELETE", "ORDER"))


def _problems(form: Any) -> Iterator[tuple[Any, str]]:
    for error in form.non_field_errors():
        yield "", error
    for bound in form.visible_fields():
        for error in bound.errors:
            yield bound, error
