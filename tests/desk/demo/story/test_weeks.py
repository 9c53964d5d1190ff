"""The calendar of the story."""

from datetime import date, timedelta

from arcore.desk.demo.story.weeks import make_calendar

SUNDAY = date(2026, 11, 22)


def test_two_years_end_where_the_waiting_days_begin():
    calendar = make_calendar(SUNDAY, 1.0)
    assert len(calendar.history) == 104
    assert calendar.history[-1].last + timedelta(days=1) == calendar.waiting.first
    assert calendar.waiting.last == date(2026, 11, 21)


def test_every_day_falls_in_its_week_and_the_future_in_none():
    calendar = make_calendar(SUNDAY, 0.02)
    for week in calendar.weeks:
        assert calendar.week_of(week.first) == calendar.week_of(week.last) == week.index
    assert calendar.week_of(SUNDAY) is None


def test_days_are_working_days():
    for week in make_calendar(SUNDAY, 0.02).weeks:
        for offset in range(week.days):
            day = week.day(offset)
            assert day.weekday() < 5
            assert week.first <= day <= week.last


def test_a_statement_spans_two_weeks():
    calendar = make_calendar(SUNDAY, 0.02)
    first, second = calendar.history[:2]
    assert calendar.fortnight_ending(first) is None
    fortnight = calendar.fortnight_ending(second)
    assert fortnight is not None
    assert (fortnight.first, fortnight.last) == (first.first, second.last)
    assert len(calendar.history) % 2 == 0
