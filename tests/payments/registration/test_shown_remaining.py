"""What the list shows as left open."""

from decimal import Decimal

import pytest

from payments.registration.shown_remaining import shown_remaining
from tests.payments.registration.documents import LAST, LATE, document, memo, received


@pytest.mark.parametrize(
    ("of", "line", "left"),
    [
        (document(), received(LAST, "980.00"), "0.00"),
        (document(), received(LAST, "979.99"), "20.01"),
        (document(), received(LATE, "980.00"), "20.00"),
        (document(), received(LATE, "980.00", LATE), "0.00"),
        (document(), received(LATE, "1000.00"), "0.00"),
        (document(), received(LATE, "1100.00"), "0.00"),
        (document(), received(None, "0.00"), "1000.00"),
        (memo(), received(LAST, "-196.00"), "0.00"),
        (memo(), received(LATE, "-196.00"), "-4.00"),
    ],
)
def test_left_open(of, line, left):
    assert shown_remaining(of, line) == Decimal(left)
