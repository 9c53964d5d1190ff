"""An open document and what a user received for it: frozen plain values, the entry's sign."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from arcore.values.money import ZERO


@dataclass(frozen=True, slots=True)
class Document:
    """An open customer entry as the tick list sees it."""

    remaining: Decimal
    due_date: date
    remaining_discount: Decimal = ZERO
    discount_date: date | None = None

    @property
    def discounted(self) -> Decimal:
        """What closes the document in time for its discount."""
        return self.remaining - self.remaining_discount

    def in_time(self, day: date | None, moved: date | None = None) -> bool:
        """Whether money of that day still gets the discount; `moved` is a later last day."""
        last = moved or self.discount_date
        if not self.remaining_discount or day is None or last is None:
            return False
        return day <= last


@dataclass(frozen=True, slots=True)
class Received:
    """What was typed on a ticked line; `discount_date` only where the user moved it."""

    day: date | None = None
    amount: Decimal = ZERO
    discount_date: date | None = None
    external_document_no: str = ""
