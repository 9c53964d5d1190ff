"""Read one CSV row as a statement line, with every wrong cell named."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from .csv_cells import read_cell_amount, read_cell_day, row_amount
from .csv_profile import AmountStyle, CsvProfile
from .csv_rows import CsvRow, Table
from .references import Reference, find_references, read_structured
from .values import Unreadable, read_currency

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong in one cell; `column` is its heading or number, empty for the row."""

    code: str
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row's values by the names of `ParsedLine`, or the errors that forbid them."""

    row: CsvRow
    values: dict[str, Any]
    errors: tuple[CellError, ...]
    wrong_references: tuple[Reference, ...] = ()


def read_row(row: CsvRow, table: Table, profile: CsvProfile) -> RowReading:
    """Read all mapped cells of one row; all wrong ones are reported together."""
    cells = {name: _joined(row, places) for name, places in table.positions.items()}
    errors: list[CellError] = []

    def attempt(name: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except Unreadable as problem:
            errors.append(CellError(problem.code, table.label(name), str(problem)))
            return None

    if table.heading and any(cell.strip() for cell in row.cells[len(table.heading) :]):
        message = _("The row has %(cells)d cells, the heading only %(heading)d; a cell may hold "
                    "the delimiter without quotes.") % {
            "cells": len(row.cells), "heading": len(table.heading)}  # fmt: skip
        errors.append(CellError("row-too-long", "", message))
    currency = cells.get("currency", "").upper() or profile.currency
    if currency:
        attempt("currency", lambda: read_currency(currency))
    amount_column = "credit" if profile.amount_style is AmountStyle.TWO_COLUMNS else "amount"
    day = attempt(
        "booking_date", lambda: read_cell_day(cells["booking_date"], profile.date_format)
    )
    values: dict[str, Any] = {
        "booking_date": day,
        "value_date": attempt("value_date", lambda: _optional_day(cells, profile)),
        "amount": attempt(amount_column, lambda: row_amount(cells, currency, profile)),
        "currency": currency,
        "running_balance": attempt(
            "balance", lambda: _optional_amount(cells, "balance", currency, profile)
        ),
        **(attempt("original_amount", lambda: _original(cells, currency, profile)) or {}),
        **_texts(cells),
    }
    reference, wrong = _reference(cells)
    values |= reference
    if wrong and cells.get("reference") and not reference:
        values["remittance_text"] = f"{values['remittance_text']} {cells['reference']}".strip()
    return RowReading(row, values, tuple(errors), tuple(wrong))


def _joined(row: CsvRow, places: Iterable[int]) -> str:
    texts = (row.cells[place].strip() for place in places if place < len(row.cells))
    return " ".join(filter(None, texts))


def _optional_day(cells: dict[str, str], profile: CsvProfile) -> date | None:
    text = cells.get("value_date", "")
    return read_cell_day(text, profile.date_format) if text else None


def _optional_amount(
    cells: dict[str, str], name: str, currency: str, profile: CsvProfile
) -> Decimal | None:
    text = cells.get(name, "")
    return read_cell_amount(text, currency, profile) if text else None


def _original(cells: dict[str, str], currency: str, profile: CsvProfile) -> dict[str, Any]:
    """The original amount when it is not zero and not simply the booked one again."""
    other = cells.get("original_currency", "").upper()
    if other:
        read_currency(other)
    amount = _optional_amount(cells, "original_amount", other or currency, profile)
    if not amount or other == currency:
        return {}
    return {"original_amount": amount, "original_currency": other}


def _texts(cells: dict[str, str]) -> dict[str, str]:
    return {
        "account_servicer_reference": cells.get("unique_id", ""),
        "remittance_text": cells.get("description", ""),
        "extra_text": cells.get("notes", ""),
        "counterparty_name": cells.get("name", ""),
        "counterparty_account": "".join(cells.get("account", "").split()).upper(),
        "counterparty_bic": cells.get("bic", ""),
    }


def _reference(cells: dict[str, str]) -> tuple[dict[str, str], list[Reference]]:
    """The reference from its own column, else one found in the description."""
    text = cells.get("reference", "")
    found = [read_structured(text)] if text else []
    found += find_references(cells.get("description", ""))
    chosen = next((reference for reference in found if reference.valid), None)
    wrong = [reference for reference in found if not reference.valid]
    if chosen is None:
        return {}, wrong
    kind = chosen.kind.value
    return {"structured_reference": chosen.text, "structured_reference_kind": kind}, wrong
