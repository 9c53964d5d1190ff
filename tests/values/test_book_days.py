from datetime import date

import pytest

from arcore.values.book_days import in_book_days


@pytest.mark.parametrize(
    ("day", "possible"),
    [
        (date(1989, 12, 31), False),
        (date(1990, 1, 1), True),
        (date(2100, 12, 31), True),
        (date(2101, 1, 1), False),
        (date(2, 1, 1), False),
        (date(9999, 12, 31), False),
    ],
)
def test_a_book_holds_the_years_1990_to_2100(day, possible):
    assert in_book_days(day) is possible
