"""Ticking fills in date and amount; typing ticks; what was typed is never replaced."""

import pytest

from payments.registration.ticking import enter, tick
from tests.payments.registration.documents import IN_TIME, LAST, LATE, document, received


@pytest.mark.parametrize(
    ("today", "auto_fill", "line"),
    [
        (IN_TIME, True, received(IN_TIME, "980.00")),
        (LATE, True, received(LATE, "1000.00")),
        (IN_TIME, False, received(None, "0.00")),
    ],
)
def test_a_tick_fills_in_date_and_amount(today, auto_fill, line):
    assert tick(document(), today, auto_fill=auto_fill) == line


FULL = received(LATE, "1000.00")


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        (None, {"amount": received(None, "7").amount}, received(LATE, "7")),  # ticks
        (None, {"day": IN_TIME}, received(IN_TIME, "980.00")),
        (None, {"discount_date": LATE}, received(LATE, "980.00", LATE)),
        (None, {"external_document_no": "C1"}, received(LATE, "1000.00", None, "C1")),
        (FULL, {"day": LAST}, received(LAST, "980.00")),  # the suggested amount follows
        (FULL, {"discount_date": LATE}, received(LATE, "980.00", LATE)),
        (received(LATE, "500"), {"day": LAST}, received(LAST, "500")),  # a typed one stays
        (FULL, {"day": None}, received(None, "0.00")),
        (received(None, "0.00"), {"day": LAST}, received(LAST, "980.00")),
        (received(LATE, "980", LATE), {"discount_date": LAST}, FULL),  # moved back
        (received(LATE, "980", LATE), {"discount_date": None}, FULL),
    ],
)
def test_typing_into_a_line(before, typed, after):
    assert enter(document(), before, typed, LATE, auto_fill=True) == after
