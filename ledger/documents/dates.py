"""Due date and discount date of a document (spec customers-and-sales, section 4; pure).

The base is the document date, never the posting date.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from arcore.values.book_days import in_book_days
from arcore.values.date_formula import DateFormula
from arcore.values.money import ZERO
from ledger.models import SalesDocument

CREDITS = (SalesDocument.Type.CREDIT_MEMO, SalesDocument.Type.RETURN_ORDER)


class Terms(Protocol):
    """What the rule needs of payment terms."""

    due_formula: str
    discount_formula: str
    discount_percent: Decimal
    discount_on_credit_memos: bool


@dataclass(frozen=True, slots=True)
class TermDates:
    """What terms make of a document date; no discount date without a percentage."""

    due_date: date
    discount_date: date | None = None
    discount_percent: Decimal = ZERO


def term_dates(document_type: str, document_date: date, terms: Terms | None) -> TermDates:
    """Due 1M and 2 % until 8D from 23-01-2026: due 23-02-2026, discount until 31-01-2026.

    Without terms, and for credits whose terms don't ask for more, due is the document date.
    Raises `DateFormulaError` when a formula leads beyond the calendar.
    """
    if terms is None:
        return TermDates(document_date)
    if document_type in CREDITS and not terms.discount_on_credit_memos:
        return TermDates(document_date)
    due = DateFormula.parse(terms.due_formula).apply(document_date)
    if not terms.discount_percent:
        return TermDates(due)
    until = DateFormula.parse(terms.discount_formula).apply(document_date)
    return TermDates(due, until, terms.discount_percent)


def date_to_follow(posting_before: date, posting_now: date, document_date: date) -> date:
    """The document date after the posting date changed: it follows along.

    Only a change of the posting date moves it; a document date typed afterwards stays.
    """
    return document_date if posting_before == posting_now else posting_now


def days_outside_books(days: dict[str, date | None]) -> list[str]:
    """Names of the dates that no book can hold (year 0002, 9999)."""
    return [name for name, day in days.items() if day is not None and not in_book_days(day)]
