"""One event of a timeline: where it stands, and what its row says once it is completed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from arcore.values.money import ZERO
from ledger.models import DetailedEntry
from ledger.timeline.place import Turn, day_of, moment_at, position_at

INITIAL = DetailedEntry.EntryType.INITIAL
REVERSAL = "reversal"  # the source of a reversing posting


class What(StrEnum):
    """What happened."""

    ENTRY = "entry"
    REVERSAL = "reversal"
    APPLICATION = "application"
    UNAPPLICATION = "unapplication"
    REVALUATION = "revaluation"
    ENTRY_CHANGE = "entry change"
    CARD_CHANGE = "card change"


@dataclass
class Event:
    """`head` is the first detailed entry of what was posted, None for a change.

    Completed: `entry` is what it is about (of an application the applying one, of a change the
    first that was changed); `pairs` or `amendments` its parts and `left_out` how many more there
    are; `changes` those of the card; `amount_lcy` what it did to the balance, None for nothing,
    and `balance` the one after it; `told` its lines in words.
    """

    date: date
    pk: int  # its position within the day
    head: Any = None
    entry: Any = None
    register: Any = None
    user: Any = None
    pairs: Sequence[Any] = ()
    amendments: Sequence[Any] = ()
    left_out: int = 0
    changes: Sequence[Any] = ()
    last_detail: int = 0
    amount: Decimal | None = None
    amount_lcy: Decimal | None = None
    balance: Decimal = ZERO
    told: Sequence[Any] = ()

    @classmethod
    def posted(cls, head: Any) -> "Event":
        """What began with this detailed entry."""
        return cls(head.posting_date, head.pk, head)

    @classmethod
    def changed(cls, moment: datetime, turn: Turn) -> "Event":
        """What was changed at this moment."""
        return cls(day_of(moment), position_at(moment, turn))

    @property
    def what(self) -> What:
        """Told by the first detail: an undoing's details are mirrors of others."""
        head = self.head
        if head is None:
            _moment, turn = moment_at(self.pk)
            return What.CARD_CHANGE if turn is Turn.CARD else What.ENTRY_CHANGE
        if head.application_no:
            is_mirror = head.unapplied and head.unapplied_by_id is None
            return What.UNAPPLICATION if is_mirror else What.APPLICATION
        if head.entry_type != INITIAL:
            return What.REVALUATION
        is_reversal = head.entry.reversed and head.entry.source == REVERSAL
        return What.REVERSAL if is_reversal else What.ENTRY

    @property
    def is_undone(self) -> bool:
        """Whether it was unapplied or reversed since."""
        if self.what is What.APPLICATION:
            return self.head.unapplied
        return self.what is What.ENTRY and self.entry.reversed
