"""Where an event stands in time: its date, then its position within the day.

What was posted comes first, in the order of posting: its position is the id of its first
detailed entry. Changes have no posting date and follow, by the moment at which they were made.
"""

from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum

from django.utils import timezone

CHANGES_FROM = 1 << 60  # beyond every id
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Turn(IntEnum):
    """Which of two changes of one moment comes first."""

    ENTRY = 0
    CARD = 1


def position_at(moment: datetime, turn: Turn) -> int:
    """The position of a change."""
    return CHANGES_FROM + 2 * ((moment - _EPOCH) // _MICROSECOND) + turn


def is_change(position: int) -> bool:
    """Whether a change stands there, not something posted."""
    return position >= CHANGES_FROM


def moment_at(position: int) -> tuple[datetime, Turn]:
    """The moment and turn of a change's position."""
    moments, turn = divmod(position - CHANGES_FROM, 2)
    return _EPOCH + moments * _MICROSECOND, Turn(turn)


def day_of(moment: datetime) -> date:
    """The date on which a change was made, where the company is."""
    return timezone.localtime(moment).date()


def start_of(day: date) -> datetime:
    """The first moment of a day, where the company is."""
    return timezone.make_aware(datetime.combine(day, time.min))
