"""Rows as plain text: cheap to show by the hundred, exact enough to be typed on.

Each cell holds what its input would show, and where that is not what the input sends (a choice,
a tick, a look-up) the value beside it. The page turns one row at a time into inputs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString

from arcore.ui.amounts import show_amount
from arcore.ui.fields import MoneyFormField
from arcore.ui.lookup import LookupField, Typed
from arcore.ui.lookup_source import LookupSource

DecimalsOf = Callable[[str, Mapping[str, Any]], int | None]
TICK = "✓"
TEXT, CHOICE, CHECK, LOOKUP = "text", "choice", "check", "lookup"


@dataclass(frozen=True)
class Cell:
    """What a cell shows and, unless it is a text, what it sends."""

    text: str
    value: str = ""


class CellWriter:
    """Writes the cells of a grid's rows. Tell it the rows first: labels come in bulk."""

    def __init__(
        self, form: Any, decimals_of: DecimalsOf = lambda _name, _values: None
    ) -> None:
        self._decimals_of = decimals_of
        self.fields: Mapping[str, forms.Field] = {
            bound.name: bound.field for bound in form.visible_fields()
        }
        self.kinds = {name: kind_of(field) for name, field in self.fields.items()}
        self._choices: dict[str, dict[str, str]] = {}
        self._labels: dict[LookupSource, dict[str, str]] = {}

    def know(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Fetch the labels of all look-ups in these rows, one query for each source."""
        wanted: dict[LookupSource, set[Any]] = {}
        for values in rows:
            for name, source in self._sources(values):
                value = values.get(name)
                if value not in (None, "") and not isinstance(value, Model | Typed):
                    wanted.setdefault(source, set()).add(value)
        for source, pks in wanted.items():
            self._labels[source] = self._labels.get(source, {}) | source.labels(pks)

    def stored(self, values: Mapping[str, Any]) -> dict[str, Cell]:
        """The cells of a row of the database, from the initial values of its form."""
        return {name: self._cell(name, values.get(name), values) for name in self.fields}

    def typed(self, form: Any) -> dict[str, Cell]:
        """The cells of a form as it was sent: what was understood in its usual writing, the
        unreadable as it was typed.
        """
        values = {
            name: form.cleaned_data[name] if name in form.cleaned_data else form[name].value()
            for name in self.fields
        }
        self.know([values])
        return self.stored(values)

    def sent(self, name: str, value: Any, values: Mapping[str, Any]) -> dict[str, str]:
        """What the browser would send for a value of this field."""
        cell = self._cell(name, value, values)
        match self.kinds[name]:
            case "text":
                return {name: cell.text}
            case "lookup":
                return {name: cell.value, f"{name}_text": cell.text}
        return {name: cell.value}

    def _cell(self, name: str, value: Any, values: Mapping[str, Any]) -> Cell:
        field = self.fields[name]
        match self.kinds[name]:
            case "check":
                return Cell(TICK, "on") if value and value != "False" else Cell("")
            case "choice":
                return self._chosen(name, value)
            case "lookup":
                return self._looked_up(field, value, values)
        if isinstance(field, MoneyFormField) and isinstance(value, Decimal):
            decimals = self._decimals_of(name, values)
            return Cell(show_amount(value, field.decimals if decimals is None else decimals))
        shown = field.widget.format_value(value)
        return Cell("" if shown is None else str(shown))

    def _chosen(self, name: str, value: Any) -> Cell:
        key = "" if value is None else str(getattr(value, "pk", value))
        if name not in self._choices:
            self._choices[name] = {
                str(one): str(label)
                for one, label in flat_choices(self.fields[name].choices)  # type: ignore[attr-defined]
            }
        return Cell(self._choices[name].get(key, key) if key else "", key)

    def _looked_up(self, field: Any, value: Any, values: Mapping[str, Any]) -> Cell:
        if value in (None, ""):
            return Cell("")
        if isinstance(value, Typed):
            return Cell(value.text, value.pk)
        source = field.source_beside(_texts(values, field)) if field.choice else field.source
        if source is None:
            return Cell("")
        if isinstance(value, Model):
            return Cell(source.label(value), str(value.pk))
        return Cell(self._labels.get(source, {}).get(str(value), ""), str(value))

    def _sources(self, values: Mapping[str, Any]) -> Iterable[tuple[str, LookupSource]]:
        for name, field in self.fields.items():
            if isinstance(field, LookupField):
                source = field.source_beside(_texts(values, field))
                if source is not None:
                    yield name, source


def kind_of(field: forms.Field) -> str:
    if isinstance(field, LookupField):
        return LOOKUP
    if isinstance(field.widget, forms.CheckboxInput):
        return CHECK
    return CHOICE if isinstance(field.widget, forms.Select) else TEXT


def css_of(field: forms.Field, width: str = "") -> str:
    """The classes of a column: its width and, for figures, the right alignment."""
    kind = "num" if isinstance(field, (MoneyFormField, forms.IntegerField)) else ""
    return f"{kind} {width or _own_width(field)}".strip()


def cell_html(name: str, css: str, cell: Cell) -> SafeString:
    if cell.value:
        return format_html(
            '<td role="cell" class="{}" data-name="{}" data-value="{}">{}</td>',
            css,
            name,
            cell.value,
            cell.text,
        )
    return format_html(
        '<td role="cell" class="{}" data-name="{}">{}</td>', css, name, cell.text
    )


def flat_choices(choices: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    """The choices of a list, those inside groups included."""
    for value, label in choices:
        if isinstance(label, Sequence) and not isinstance(label, str):
            yield from label
        else:
            yield value, label


def _texts(values: Mapping[str, Any], field: LookupField) -> dict[str, str]:
    """The cells beside a look-up, as the browser would send them."""
    beside = field.choice.beside if field.choice else ()
    return {
        name: str(getattr(values.get(name), "pk", values.get(name)) or "") for name in beside
    }


def _own_width(field: forms.Field) -> str:
    if isinstance(field, MoneyFormField):
        return "money"
    if isinstance(field, LookupField):
        return "lookup-cell"
    if "data-date" in field.widget.attrs:
        return "date"
    return {CHECK: "tiny", CHOICE: "choice"}.get(kind_of(field), "text")
