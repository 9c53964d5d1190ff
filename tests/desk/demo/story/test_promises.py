"""When customers pay, habit by habit."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from arcore.desk.demo.clients.client import Client, Trade
from arcore.desk.demo.clients.habits import Habit
from arcore.desk.demo.dice import die
from arcore.desk.demo.story.drafting import Draft
from arcore.desk.demo.story.promises import Promise, promise
from arcore.desk.demo.story.receivable import Receivable
from customers.models import Customer
from ledger.models import SalesDocument

POSTED, DISCOUNT_UNTIL, DUE = date(2026, 1, 5), date(2026, 1, 13), date(2026, 2, 5)


def promises(habit: Habit, week: int = 3) -> list[Promise | None]:
    """What a hundred invoices of 1,000.00 bring; those that were forgotten left out."""
    client = Client(Customer(no="C1"), Trade.SHOP, habit, 0.1, 1, 0, 104, pays_until_week=10)
    draft = Draft(client, SalesDocument(), [], [])
    owed = Receivable(1, 1, "INV1", Decimal(1000), POSTED, DUE, DISCOUNT_UNTIL, client, draft)
    chance = die(5, habit.value)
    made = [promise(owed, week, chance) for _one in range(100)]
    return [one for one in made if one is None or one.day < DUE + timedelta(days=55)]


@pytest.mark.parametrize(
    ("habit", "first", "last"),
    [
        (Habit.PUNCTUAL, DUE - timedelta(days=3), DUE + timedelta(days=4)),
        (Habit.WEEK_LATE, DUE + timedelta(days=4), DUE + timedelta(days=13)),
        (Habit.DEBIT, DUE, DUE),
        (Habit.LUMP, date(2026, 3, 10), date(2026, 3, 10)),
    ],
)
def test_payments_come_around_their_day(habit, first, last):
    days = [made.day for made in promises(habit) if made]
    assert first <= min(days)
    assert max(days) <= last


def test_the_early_mostly_pay_within_the_discount_days():
    days = [made.day for made in promises(Habit.EARLY) if made]
    assert sum(day <= DISCOUNT_UNTIL for day in days) > 70


def test_short_payers_cut_now_and_then_and_others_never():
    cuts = [made.cut for made in promises(Habit.SHORT) if made]
    assert 20 < sum(cut > 0 for cut in cuts) < 60
    assert not any(made.cut for made in promises(Habit.PUNCTUAL) if made)


def test_who_stopped_paying_paid_before():
    assert None not in promises(Habit.NEVER, week=10)
    assert set(promises(Habit.NEVER, week=11)) == {None}


def test_banks_book_on_working_days():
    for habit in Habit:
        assert all(made.day.weekday() < 5 for made in promises(habit) if made)
