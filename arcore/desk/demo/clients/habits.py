"""How customers pay: what the clerk learns of each of them within a year."""

from enum import StrEnum


class Habit(StrEnum):
    """A customer's way of paying, for good."""

    EARLY = "early"  # within the discount days, discount taken
    PUNCTUAL = "punctual"
    WEEK_LATE = "week late"
    VERY_LATE = "very late"
    SHORT = "short"  # deducts a little now and then
    LUMP = "lump"  # one transfer a month for everything due
    GARBLED = "garbled"  # right amount, wrong or no reference
    DISPUTES = "disputes"  # contests an invoice now and then
    NEVER = "never"  # stopped paying some months ago
    AT_ONCE = "at once"  # cash or card when the invoice is made
    DEBIT = "debit"  # we collect when it is due


# Habit -> share of customers in percent, and the code of the bank they pay to.
SHARES = {
    Habit.EARLY: 14,
    Habit.PUNCTUAL: 28,
    Habit.WEEK_LATE: 17,
    Habit.VERY_LATE: 8,
    Habit.SHORT: 5,
    Habit.LUMP: 7,
    Habit.GARBLED: 5,
    Habit.DISPUTES: 3,
    Habit.NEVER: 3,
    Habit.AT_ONCE: 6,
    Habit.DEBIT: 4,
}
# The orderly pay to the main bank, the others to the second one.
ORDERLY = frozenset({Habit.EARLY, Habit.PUNCTUAL, Habit.WEEK_LATE, Habit.DEBIT})
