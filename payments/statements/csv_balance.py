"""Follow the balance column of a CSV: it proves every row, and gives both balances.

Banks write the newest row first or last; which of the two is told by the balances alone.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .parsed import ParsedBalance


@dataclass(frozen=True, slots=True)
class _Step:
    row: int
    day: date
    amount: Decimal
    balance: Decimal


class BalanceChain:
    """Takes the rows in file order; says where the chain breaks in both directions."""

    def __init__(self) -> None:
        self._first: _Step | None = None
        self._last: _Step | None = None
        self._oldest_first_breaks: int | None = None
        self._newest_first_breaks: int | None = None
        self.has_gaps = False

    def add(self, row: int, day: date, amount: Decimal, balance: Decimal | None) -> None:
        """Take one row; a row without balance leaves a gap, and nothing is proven."""
        if balance is None:
            self.has_gaps = True
            return
        step, before = _Step(row, day, amount, balance), self._last
        if before is None:
            self._first = step
        else:
            if self._oldest_first_breaks is None and balance != before.balance + amount:
                self._oldest_first_breaks = row
            if self._newest_first_breaks is None and before.balance != balance + before.amount:
                self._newest_first_breaks = row
        self._last = step

    @property
    def breaks_at(self) -> int | None:
        """The row at which the balances stop adding up in either order, or None."""
        if self.has_gaps or None in (self._oldest_first_breaks, self._newest_first_breaks):
            return None
        return max(self._oldest_first_breaks or 0, self._newest_first_breaks or 0)

    def ends(self, currency: str) -> tuple[ParsedBalance | None, ParsedBalance | None]:
        """Opening and closing balance: three rows to 120.00, first 5.00 to 105.00 -> 100, 120."""
        first, last = self._first, self._last
        if self.has_gaps or first is None or last is None or self.breaks_at is not None:
            return None, None
        if self._oldest_first_breaks is not None:
            first, last = last, first
        opening = first.balance - first.amount
        return (
            ParsedBalance(opening, currency, first.day, "OPBD"),
            ParsedBalance(last.balance, currency, last.day, "CLBD"),
        )
