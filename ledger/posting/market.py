"""Currencies as a posting meets them: precision, rates, accounts of gains and losses."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from arcore.values.money import ZERO


@dataclass(frozen=True, slots=True)
class Currency:
    """`precision` is the smallest amount, 0.01 for most."""

    code: str
    precision: Decimal


@dataclass(frozen=True, slots=True)
class Foreign:
    """A currency as a posting meets it: rates by first day, G/L accounts of its gains and losses.

    `factors[i]` local currency for one unit is in force from `days[i]` on. `rounding` is the
    application rounding precision, zero closes nothing. The local currency has no rates.
    """

    code: str
    precision: Decimal
    rounding: Decimal = ZERO
    euro_member: bool = False
    realized_gain: int | None = None
    realized_loss: int | None = None
    unrealized_gain: int | None = None
    unrealized_loss: int | None = None
    days: tuple[date, ...] = ()
    factors: tuple[Decimal, ...] = ()

    def factor_on(self, day: date) -> Decimal | None:
        """Local currency for one unit that day; None before the first rate."""
        place = bisect_right(self.days, day)
        return self.factors[place - 1] if place else None


@dataclass(frozen=True, slots=True)
class Market:
    """The currencies that a posting meets, by code, and which may be applied to each other.

    `between` is the company's rule for different currencies: none, euro (its members), all.
    """

    currencies: Mapping[str, Foreign] = field(default_factory=dict)
    between: str = "all"

    def rounding_of(self, code: str) -> Decimal:
        """The application rounding precision; zero where nothing foreign is met."""
        found = self.currencies.get(code)
        return found.rounding if found else ZERO
