"""What the tricks of the messy statement draw from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from arcore.desk.demo.statements.camt import Entry
from arcore.desk.demo.statements.pile import Pile
from arcore.desk.demo.story.weeks import Week
from arcore.values.money import ZERO
from ledger.models import CustomerLedgerEntry


@dataclass
class Scene:
    """Open invoices, the days of the statement, and debits collected lately, newest first."""

    pile: Pile
    week: Week
    chance: Random
    collected: list[CustomerLedgerEntry]

    def day(self) -> date:
        """A working day of the statement."""
        return self.week.day(self.chance.randrange(self.week.days))

    @property
    def last_day(self) -> date:
        """Its last working day."""
        return self.week.day(self.week.days - 1)


Trick = Callable[[Scene], Iterator[Entry]]


def total_of(entries: list[CustomerLedgerEntry]) -> Decimal:
    """What the invoices add up to."""
    return sum((entry.remaining for entry in entries), ZERO)
