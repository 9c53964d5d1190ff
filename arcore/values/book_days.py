"""The days a book can hold; anything outside is a slip of the keyboard (year 0002, 9999)."""

from datetime import date

FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2100, 12, 31)


def in_book_days(day: date) -> bool:
    """Whether `day` lies from 1990 to 2100, both included."""
    return FIRST_DAY <= day <= LAST_DAY
