"""One row of a file becomes the values of a line, or says why it can't."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from arcore.ui.amounts import BadAmount, read_amount
from arcore.ui.dates import BadDate, read_date
from arcore.values.book_days import in_book_days
from ledger.models import DocumentType
from payments.journal.importing.columns import account_type_of, document_type_of, is_blank
from payments.journal.importing.table import is_day, is_number, text_of
from payments.models import AccountType

LONGEST = {
    "document_no": 30, "external_document_no": 35, "description": 250,
    "payment_reference": 50, "on_hold": 10, "account": 20, "balancing": 20, "applies_to": 30,
    "currency": 3, "posting_group": 20,
}  # fmt: skip
DAYS = ("posting_date", "document_date", "due_date")


@dataclass(frozen=True)
class ReadRow:
    """The values of one row, `account`, `balancing`, `applies_to` still numbers as written."""

    number: int
    values: Mapping[str, Any]
    problems: tuple[str, ...] = field(default=())


def read_row(number: int, cells: Mapping[str, Any], start: Mapping[str, Any]) -> ReadRow:
    """`start` says what a row without its own date, type or account type has.

    Every problem of the row is told, each naming the cell's text.
    """
    values: dict[str, Any] = {}
    problems: list[str] = []
    for name, cell in cells.items():
        try:
            values[name] = READERS.get(name, _text)(name, cell)
        except ValueError as bad:
            problems.append(str(bad))
    values = {name: value for name, value in values.items() if value not in (None, "")}
    kept = ("posting_date", "document_type", "account_type")
    for name in kept:
        if name not in values and cells.get(name) in (None, ""):
            values[name] = start.get(name)
    if is_blank(text_of(cells.get("balancing_type"))):
        values["balancing_type"] = (
            AccountType.NONE
        )  # said, not forgotten: no account by default
    if values.get("balancing") and not values.get("balancing_type"):
        values["balancing_type"] = start.get("balancing_type") or AccountType.ACCOUNT
    problems += _missing(values, cells)
    if not values.get("account_type") and cells.get("account_type") in (None, ""):
        problems.append(_("The account type is missing."))
    return ReadRow(number, values, tuple(problems))


def _missing(values: Mapping[str, Any], cells: Mapping[str, Any]) -> Iterator[str]:
    if cells.get("account") in (None, ""):
        yield _("The account is missing.")
    if cells.get("amount") in (None, ""):
        yield _("The amount is missing.")


def _text(name: str, cell: Any) -> str:
    text = text_of(cell)
    if len(text) > LONGEST.get(name, 250):
        raise ValueError(
            _("“%(text)s” is too long: at most %(most)d characters.")
            % {"text": f"{text[:30]}…", "most": LONGEST.get(name, 250)}
        )
    return text


def _day(name: str, cell: Any) -> date | None:
    if cell in (None, ""):
        return None
    try:
        day = cell if is_day(cell) else _read_day(text_of(cell))
    except BadDate as bad:
        raise ValueError(str(bad)) from bad
    if day is not None and not in_book_days(day):
        raise ValueError(_("The year must lie between 1990 and 2100."))
    return day


def _read_day(text: str) -> date | None:
    """ISO whatever the language, else as the reader writes dates."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return read_date(text)


def _amount(name: str, cell: Any) -> Decimal | None:
    if cell in (None, ""):
        return None
    decimals = 9 if name == "factor" else 3
    try:
        text = _number(cell, decimals) if is_number(cell) else text_of(cell)
        return read_amount(text, digits=18, decimals=decimals)
    except BadAmount as bad:
        raise ValueError(str(bad)) from bad


def _number(cell: Any, decimals: int) -> str:
    """A number of a spreadsheet as it would be typed: -1.1000000000000001 -> -1.100."""
    try:
        return f"{round(Decimal(str(cell)), decimals):f}"
    except InvalidOperation:
        return str(cell)  # too long to be rounded: told as it stands


def _document_type(name: str, cell: Any) -> str:
    found = document_type_of(text_of(cell))
    if found is None:
        raise ValueError(
            _("“%(text)s” is no document type. Write one of: %(types)s.")
            % {
                "text": text_of(cell),
                "types": ", ".join(str(one) for one in DocumentType.labels[1:]),
            }
        )
    return found


def _account_type(name: str, cell: Any) -> str:
    text = text_of(cell)
    if not text or (name == "balancing_type" and is_blank(text)):
        return ""
    found = account_type_of(text)
    if found is None:
        raise ValueError(
            _("“%(text)s” is no account type. Write one of: %(types)s.")
            % {"text": text, "types": ", ".join(str(one) for one in AccountType.labels[1:])}
        )
    return found


def _currency(name: str, cell: Any) -> str:
    return _text(name, cell).upper()


READERS: Mapping[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(DAYS, _day),
    "amount": _amount,
    "factor": _amount,
    "document_type": _document_type,
    "account_type": _account_type,
    "balancing_type": _account_type,
    "currency": _currency,
}
