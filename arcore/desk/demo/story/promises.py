"""When a customer will pay an invoice, and how much less: one rule for each habit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from arcore.desk.demo.clients.habits import Habit
from arcore.desk.demo.story.receivable import Receivable
from arcore.values.date_formula import DateFormula
from arcore.values.money import ZERO, round_amount

FORGOTTEN = 0.012  # invoices that slip through and are paid months later
CUTS = ("12.50", "8.00", "25.00")  # bank charges that nobody agreed on


@dataclass(frozen=True)
class Promise:
    """The day of payment, and what is deducted beyond an allowed discount."""

    day: date
    cut: Decimal = ZERO


def promise(owed: Receivable, week: int, chance: Random) -> Promise | None:
    """None when nothing will come."""
    client = owed.payer
    if client.habit == Habit.NEVER and week > (client.pays_until_week or 0):
        return None
    if chance.random() < FORGOTTEN and client.habit != Habit.DEBIT:
        return Promise(_bank_day(owed.due_date + timedelta(days=chance.randint(60, 120))))
    made = RULES[client.habit](owed, chance)
    earliest = owed.posting_date + timedelta(days=2)
    return Promise(_bank_day(max(made.day, earliest)), made.cut)


def _early(owed: Receivable, chance: Random) -> Promise:
    if owed.discount_date is None or chance.random() < 0.12:
        return Promise(owed.due_date - timedelta(days=chance.randint(0, 5)))
    return Promise(owed.discount_date - timedelta(days=chance.randint(1, 4)))


def _around_due(least: int, most: int) -> Callable[[Receivable, Random], Promise]:
    def rule(owed: Receivable, chance: Random) -> Promise:
        return Promise(owed.due_date + timedelta(days=chance.randint(least, most)))

    return rule


def _short(owed: Receivable, chance: Random) -> Promise:
    day = owed.due_date + timedelta(days=chance.randint(-2, 9))
    if chance.random() > 0.4 or owed.gross < 100:
        return Promise(day)
    late_discount = round_amount(owed.gross * Decimal("0.02"))
    cents = owed.gross % 10
    return Promise(day, chance.choice((Decimal(chance.choice(CUTS)), late_discount, cents)))


def _tenth_of_next_month(owed: Receivable, chance: Random) -> Promise:
    return Promise(DateFormula.parse("CM+10D").apply(owed.due_date))


RULES: dict[Habit, Callable[[Receivable, Random], Promise]] = {
    Habit.EARLY: _early,
    Habit.PUNCTUAL: _around_due(-3, 1),
    Habit.WEEK_LATE: _around_due(4, 11),
    Habit.VERY_LATE: _around_due(20, 75),
    Habit.SHORT: _short,
    Habit.LUMP: _tenth_of_next_month,
    Habit.GARBLED: _around_due(-2, 7),
    Habit.DISPUTES: _around_due(-1, 6),
    Habit.NEVER: _around_due(3, 14),
    Habit.AT_ONCE: _around_due(0, 14),
    Habit.DEBIT: _around_due(0, 0),
}


def _bank_day(day: date) -> date:
    """Banks book on working days: a weekend waits for Monday."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
