"""Overdue wins over partial; nothing is told without a reason."""

import pytest

from payments.registration.late_discount import late_discount
from payments.registration.notices import Notice, notice_of
from tests.payments.registration.documents import (
    LAST,
    LATE,
    NEXT,
    OVERDUE,
    document,
    received,
)


@pytest.mark.parametrize(
    ("line", "notice"),
    [
        (received(LAST, "980.00"), Notice.NONE),
        (received(LAST, "500.00"), Notice.NONE),  # in time: simply less
        (received(LATE, "980.00"), Notice.PARTIAL),
        (received(LATE, "980.00", LATE), Notice.NONE),
        (received(LATE, "1000.00"), Notice.NONE),  # nothing is left
        (received(OVERDUE, "1000.00"), Notice.NONE),  # on the due date
        (received(NEXT, "1000.00"), Notice.OVERDUE),
        (received(NEXT, "980.00"), Notice.OVERDUE),  # wins
        (received(None, "0.00"), Notice.NONE),
    ],
)
def test_what_is_told(line, notice):
    assert notice_of(document(), line) is notice


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        (received(LATE, "979.99"), False),
        (received(LATE, "980.00"), True),
        (received(LATE, "999.99"), True),
        (received(LATE, "1000.00"), False),
        (received(LAST, "980.00"), False),
        (received(LATE, "980.00", LATE), False),
        (received(None, "980.00"), False),
    ],
)
def test_moving_the_discount_date_is_offered_where_it_closes(line, offered):
    assert late_discount(document(), line) is offered


def test_without_a_discount_nothing_is_late():
    assert not late_discount(document(discount="0.00"), received(LATE, "980.00"))
