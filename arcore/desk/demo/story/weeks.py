"""The weeks of the story: history that was posted and reconciled, and the days just gone.

Everything hangs on the day on which the company is made, so that what is overdue stays so.
"""

from dataclasses import dataclass
from datetime import date, timedelta

WEEKS = 104
FEWEST = 18
SATURDAY = 5  # as date.weekday() counts
WAITING_DAYS = 8  # the newest days, whose bank statements wait to be imported
# January to December: bicycles are sold in spring.
SEASON = (0.6, 0.75, 1.1, 1.4, 1.5, 1.35, 1.1, 0.7, 1.2, 1.0, 0.8, 0.9)


@dataclass(frozen=True)
class Week:
    """Days from `first` to `last`; `index` counts from 0."""

    index: int
    first: date
    last: date

    def day(self, offset: int) -> date:
        """The day after so many days, or the nearest working day that the week has."""
        wanted = min(self.first + timedelta(days=offset), self.last)
        working = [
            day
            for day in (self.first + timedelta(days=n) for n in range(self.days))
            if day.weekday() < SATURDAY
        ]
        return min(working, key=lambda day: abs(day - wanted), default=wanted)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def season(self) -> float:
        """How busy it is, 1 on average."""
        return SEASON[self.first.month - 1]


@dataclass(frozen=True)
class Calendar:
    """All weeks; the last one is `waiting`: sold and shipped, but its statements not read."""

    today: date
    history: tuple[Week, ...]
    waiting: Week

    @property
    def weeks(self) -> tuple[Week, ...]:
        """History and the days just gone."""
        return (*self.history, self.waiting)

    def fortnight_ending(self, week: Week) -> Week | None:
        """The two weeks of a bank statement that ends with this one; None in between."""
        if week.index % 2 == 0:
            return None
        return Week(week.index, self.history[week.index - 1].first, week.last)

    def week_of(self, day: date) -> int | None:
        """The index of the week that a day falls in; None after the story."""
        if day > self.waiting.last:
            return None
        if day >= self.waiting.first:
            return self.waiting.index
        return max(0, (day - self.history[0].first).days // 7)


def make_calendar(today: date, scale: float) -> Calendar:
    """104 weeks and the days just gone; fewer weeks in a small company."""
    count = WEEKS if scale >= 0.5 else max(FEWEST, round(WEEKS * scale) * 2)
    waiting_from = today - timedelta(days=WAITING_DAYS)
    start = waiting_from - timedelta(days=7 * count)
    history = tuple(
        Week(index, start + timedelta(days=7 * index), start + timedelta(days=7 * index + 6))
        for index in range(count)
    )
    return Calendar(today, history, Week(count, waiting_from, today - timedelta(days=1)))
