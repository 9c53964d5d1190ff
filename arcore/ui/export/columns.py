"""The columns of a file and the typed values of its cells, from a table of the kit.

A date stays a date and an amount a number; text is what the page shows, without its markup. A
column says its own value with `value` (or the table with `value_<name>`), as django-tables2
does; one that shows two facts in a cell gives both with `export_parts`; one that only leads
somewhere stays out with `in_files = False`. Each amount with a currency is followed by a column
of its code.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django_tables2 import Column
from django_tables2.utils import Accessor, signature

from arcore.ui.amounts import currency_decimals
from arcore.ui.tables import MoneyColumn, Table


class Amount(NamedTuple):
    """A number with as many decimals as its currency has."""

    value: Decimal
    decimals: int


Cell = None | str | int | bool | Decimal | Amount | date | datetime


Value = Callable[[Any], Cell]  # of a record


@dataclass(frozen=True)
class FileColumn:
    """A header in the reader's language and the value of each record."""

    header: str
    value: Value


def columns_of(table: Table) -> list[FileColumn]:
    """The file's columns, in the order of the table's; made once for a file, it is costly."""
    shown = [one for one in table.columns if getattr(one.column, "in_files", True)]
    last_of = {
        column.column.currency: column.name
        for column in shown
        if isinstance(column.column, MoneyColumn) and column.column.currency
    }
    found: list[FileColumn] = []
    for bound in shown:
        found += _parts(bound)
        currency = getattr(bound.column, "currency", "")
        if currency and last_of.get(currency) == bound.name:
            found.append(FileColumn(_("Currency"), _code_at(currency)))
    return found


def _parts(bound: Any) -> Iterator[FileColumn]:
    header = str(bound.header)
    if hasattr(bound.column, "export_parts"):
        for own_header, value in bound.column.export_parts(header):
            yield FileColumn(str(own_header), _typed_by(value))
    elif isinstance(bound.column, MoneyColumn):
        yield FileColumn(header, _amount(bound))
    else:
        yield FileColumn(header, _typed_by(_told(bound)))


def _typed_by(tell: Callable[[Any], Any]) -> Value:
    return lambda record: typed(tell(record))


def _amount(bound: Any) -> Value:
    tell, column = _told(bound), bound.column

    def value(record: Any) -> Cell:
        amount = tell(record)
        if amount is None:
            return None
        return Amount(Decimal(amount), currency_decimals(column.code_of(record)))

    return value


def _told(bound: Any) -> Callable[[Any], Any]:
    """What the column says of a record: its value, else what it shows; None for nothing."""
    table, column = bound._table, bound.column
    own = getattr(table, f"value_{bound.name}", None)
    if own is None and type(column).value is not Column.value:
        own = column.value
    call, wanted = own or bound.render, signature(own or bound.render)[0]
    fixed = {"column": column, "bound_column": bound, "table": table}
    fixed = {name: value for name, value in fixed.items() if name in wanted}
    choices = _Choices(bound) if own is None else None
    is_read = bool(column.empty_values) or "value" in wanted

    def tell(record: Any) -> Any:
        arguments = dict(fixed)
        if is_read:
            value = bound.accessor.resolve(record, quiet=True)
            if value in column.empty_values:
                return None
            if "value" in wanted:
                arguments["value"] = choices.shown(value, record) if choices else value
        if "record" in wanted:
            arguments["record"] = record
        return call(**arguments)

    return tell


class _Choices:
    """The words of a field's choices, as a table shows them; translated once a file."""

    def __init__(self, bound: Any) -> None:
        self._bound = bound
        self._labels: dict[Any, str] | None = None

    def shown(self, value: Any, record: Any) -> Any:
        if self._labels is None:
            field = (
                self._bound.accessor.get_field(record) if isinstance(record, Model) else None
            )
            choices = getattr(field, "flatchoices", None) or ()
            self._labels = {stored: str(label) for stored, label in choices}
        return self._labels.get(value, value) if self._labels else value


def _code_at(currency: str) -> Value:
    accessor = Accessor(currency)
    return lambda record: str(accessor.resolve(record, quiet=True) or "")


def typed(value: Any) -> Cell:
    """A value as a spreadsheet knows it; anything else by its text, markup removed."""
    if isinstance(value, SafeString):
        return unescape(strip_tags(value)).strip()
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.replace(tzinfo=None)
    if value is None or isinstance(value, str | int | Decimal | date):
        return value
    return str(value)
