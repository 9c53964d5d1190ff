"""Count and add the lines of one statement while they pass, keeping none."""

from datetime import date
from decimal import Decimal
from typing import TypedDict

from .parsed import ZERO, ParsedLine


class Totals(TypedDict):
    """The fields of `ParsedStatement` that come from its lines."""

    line_count: int
    line_sum: Decimal
    entry_count: int
    unbooked_count: int
    first_booking_date: date | None
    last_booking_date: date | None


class Tally:
    """Running totals; `currencies` in the order first seen."""

    def __init__(self) -> None:
        self.line_count = self.entry_count = self.unbooked_count = 0
        self.line_sum = ZERO
        self.currencies: dict[str, None] = {}
        self.first: date | None = None
        self.last: date | None = None

    def add(self, line: ParsedLine) -> None:
        """Take one line into the totals."""
        self.line_count += 1
        self.line_sum += line.amount
        self.currencies.setdefault(line.currency)
        day = line.booking_date
        if self.first is None or day < self.first:
            self.first = day
        if self.last is None or day > self.last:
            self.last = day

    def totals(self) -> Totals:
        """The totals so far."""
        return {
            "line_count": self.line_count,
            "line_sum": self.line_sum,
            "entry_count": self.entry_count,
            "unbooked_count": self.unbooked_count,
            "first_booking_date": self.first,
            "last_booking_date": self.last,
        }
