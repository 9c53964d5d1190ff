"""An open entry as a proposal sees it: frozen plain values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from arcore.values.money import ZERO


@dataclass(frozen=True, slots=True)
class Offer:
    """An open entry of a chosen customer; `discount` is what is still possible on the date.

    `is_passed_over` leaves it out of proposals: on hold, in dispute, meant to be paid otherwise.
    """

    id: int
    due_date: date
    remaining: Decimal
    discount: Decimal = ZERO
    is_passed_over: bool = False

    @property
    def closes_with(self) -> Decimal:
        """What closes the entry on the date."""
        return self.remaining - self.discount
