"""What a clerk may be asked before a payment is posted (ledger spec, section 5)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ledger.posting.known import PartyKind


class Asked(StrEnum):
    """The two warnings: a discount taken late, a balance within tolerance."""

    LATE_DISCOUNT = "late"
    TOLERANCE = "tolerance"


@dataclass(frozen=True, slots=True)
class Question:
    """One decision, whether or not the set-up asks it; `accepted` is how it was worked out.

    `line` is the applying line's number, None for a posted entry. For a late discount
    `entry_id` is the document, `amount` its discount with its sign; for tolerance `amount` is
    what is missing (positive) or too much (negative) of `documents`, `at_most` their tolerance.
    """

    asked: Asked
    kind: PartyKind
    line: int | None
    entry_id: int | None
    documents: tuple[str, ...]
    currency_id: str
    amount: Decimal
    at_most: Decimal
    paid_on: date
    discount_date: date | None
    tolerance_date: date | None
    accepted: bool
