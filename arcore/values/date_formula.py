"""Date formulas such as `30D`, `CM+10D` or `-CM` (customers and sales, section 4).

A formula is a sequence of terms, worked out from left to right. `nD nW nM nQ nY` add days,
weeks, months, quarters, years; `CW CM CQ CY` go to the end of the current week (Sunday),
month, quarter or year. A minus before a term subtracts, and turns the end of a period into
its first day. Adding months keeps the day, clipped to the end of the month.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from django.utils.translation import gettext as _

MAX_LENGTH = 20

_TERM = re.compile(r"([+-]?)(?:C([WMQY])|([0-9]+)([DWMQY]))")
_PART = re.compile(r"[+-]?[^+-]*")
_MONTHS = {"M": 1, "Q": 3, "Y": 12}
_DAYS = {"D": 1, "W": 7}


class DateFormulaError(ValueError):
    """The text is no date formula, or its result is no date; says why, in the user's words."""


@dataclass(frozen=True, slots=True)
class Term:
    """One step: `count` units (negative subtracts), or the end or start of a period."""

    unit: str
    count: int = 0
    period: bool = False
    backwards: bool = False

    def apply(self, day: date) -> date:
        if self.period:
            return (
                _period_start(day, self.unit) if self.backwards else _period_end(day, self.unit)
            )
        count = -self.count if self.backwards else self.count
        if self.unit in _DAYS:
            return day + timedelta(days=count * _DAYS[self.unit])
        return _add_months(day, count * _MONTHS[self.unit])

    def __str__(self) -> str:
        return f"C{self.unit}" if self.period else f"{self.count}{self.unit}"


@dataclass(frozen=True, slots=True)
class DateFormula:
    """A parsed formula; equal texts give equal formulas, `str()` gives the tidy text."""

    terms: tuple[Term, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "DateFormula":
        """The formula that `text` spells; blank is the same day.

        Spaces and lower case are forgiven. Raises DateFormulaError naming the bad part, or
        when the text is longer than 20 characters.
        """
        tidy = "".join(text.split()).upper()
        if len(tidy) > MAX_LENGTH:
            raise DateFormulaError(
                _("A date formula has at most %(limit)d characters; this one has %(length)d.")
                % {"limit": MAX_LENGTH, "length": len(tidy)}
            )
        terms, place = [], 0
        while place < len(tidy):
            found = _TERM.match(tidy, place)
            if found is None:
                raise DateFormulaError(_refusal(tidy, place))
            sign, period, count, unit = found.groups()
            terms.append(
                Term(period or unit, int(count or 0), bool(period), backwards=sign == "-")
            )
            place = found.end()
        return cls(tuple(terms))

    def apply(self, day: date) -> date:
        """The day the formula leads to from `day`: CM+10D from 23-01-2026 -> 10-02-2026.

        Raises DateFormulaError when the calendar ends before the result.
        """
        result = day
        for term in self.terms:
            try:
                result = term.apply(result)
            except (OverflowError, ValueError) as beyond:
                raise DateFormulaError(
                    _("%(formula)s from %(day)s leads beyond the calendar.")
                    % {"formula": self, "day": day.isoformat()}
                ) from beyond
        return result

    def __str__(self) -> str:
        signed = "".join(f"{'-' if t.backwards else '+'}{t}" for t in self.terms)
        text = signed.removeprefix("+")
        # A text without plus signs may be 20 characters that would not fit with them.
        return text if len(text) <= MAX_LENGTH else text.replace("+", "")

    def __bool__(self) -> bool:
        return bool(self.terms)


def _refusal(text: str, place: int) -> str:
    part = _PART.match(text, place)
    return _(
        "“%(part)s” is not part of a date formula. Use a number with D, W, M, Q or Y "
        "(30D, 1M), or CW, CM, CQ, CY for the end of the period, as in CM+10D."
    ) % {"part": part.group() if part and part.group() else text[place:]}


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(year)
    last_day = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last_day))


def _period_start(day: date, unit: str) -> date:
    if unit == "W":
        return day - timedelta(days=day.weekday())
    months = _MONTHS[unit]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _period_end(day: date, unit: str) -> date:
    if unit == "W":
        return day + timedelta(days=6 - day.weekday())
    months = _MONTHS[unit]
    month = (day.month - 1) // months * months + months
    return date(day.year, month, calendar.monthrange(day.year, month)[1])
