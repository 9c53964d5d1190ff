"""A movement of a bank account, as a statement tells it and as the accountant books it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from arcore.values.money import ZERO
from ledger.models import GLAccount
from payments.models import Confidence


@dataclass(frozen=True)
class Part:
    """So much off an entry; `discount` of it is no money."""

    entry_id: int
    amount: Decimal
    discount: Decimal = ZERO


@dataclass
class Movement:
    """Money in is positive. Booked to a customer, with the parts it pays, or to an account."""

    day: date
    amount: Decimal
    text: str
    party: str = ""
    iban: str = ""
    customer_id: int | None = None
    account: GLAccount | None = None
    parts: list[Part] = field(default_factory=list)
    confidence: int = Confidence.HIGH
    reference: str = ""
