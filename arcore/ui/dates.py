"""Dates as people type them, by language, inside the years a book can hold.

2026-03-15 is understood everywhere. French is day first. English readers are spread over day
first and month first, so a date that could be read both ways is refused, not guessed.
"""

import re
from datetime import date, datetime

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 1990, 2100
_NUMERIC = re.compile(r"^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$", re.ASCII)
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$", re.ASCII)
_WORDED = ("%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%b %d, %Y", "%B %d, %Y")


class BadDate(ValueError):
    """The text is no date we accept; the message says why, in the user's language."""


def read_date(text: str) -> date:
    """The day a user typed; raises BadDate when unreadable, ambiguous or out of range."""
    typed = text.strip()
    day = _iso(typed) or _numeric(typed) or _worded(typed)
    if day is None:
        raise BadDate(
            _("“%(typed)s” is not a date. Write it like %(example)s.")
            % {"typed": typed[:40], "example": type_date(date(2026, 3, 15))}
        )
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadDate(
            _("The year must lie between %(first)d and %(last)d.")
            % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return day


def type_date(day: date) -> str:
    """A date as an input holds it: 15/03/2026 in French, 2026-03-15 in English."""
    return day.strftime("%d/%m/%Y") if _is_french() else day.isoformat()


def show_date(day: date) -> str:
    """A date as a page shows it: 15/03/2026 in French, 15 Mar 2026 in English."""
    return formats.date_format(day, "SHORT_DATE_FORMAT", use_l10n=True)


def _is_french() -> bool:
    return (get_language() or "en").startswith("fr")


def _iso(typed: str) -> date | None:
    match = _ISO.match(typed)
    return _day(*map(int, match.groups())) if match else None


def _numeric(typed: str) -> date | None:
    match = _NUMERIC.match(typed)
    if not match:
        return None
    first, second, year = map(int, match.groups())
    year += 2000 if len(match[3]) == 2 else 0
    if _is_french():
        return _day(year, second, first)
    readings = {day for day in (_day(year, second, first), _day(year, first, second)) if day}
    if len(readings) > 1:
        raise BadDate(
            _("“%(typed)s” can be read as two days: write %(one)s or %(other)s.")
            % {
                "typed": typed,
                "one": min(readings).isoformat(),
                "other": max(readings).isoformat(),
            }
        )
    return readings.pop() if readings else None


def _worded(typed: str) -> date | None:
    for pattern in _WORDED:
        try:
            return datetime.strptime(typed, pattern).date()  # noqa: DTZ007 (a day, no clock)
        except ValueError:
            continue
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
