"""What a tick proposes: discounted until the last day, everything after it, nothing undated."""

from decimal import Decimal

import pytest

from payments.registration.suggested_amount import suggested_amount
from tests.payments.registration.documents import (
    IN_TIME,
    LAST,
    LATE,
    NEXT,
    document,
    memo,
)


@pytest.mark.parametrize(
    ("of", "day", "moved", "amount"),
    [
        (document(), IN_TIME, None, "980.00"),
        (document(), LAST, None, "980.00"),
        (document(), LATE, None, "1000.00"),
        (document(), LATE, LATE, "980.00"),
        (document(), NEXT, LATE, "1000.00"),
        (document(), None, None, "0.00"),
        (document(discount="0.00"), IN_TIME, None, "1000.00"),
        (memo(), LAST, None, "-196.00"),
        (memo(), LATE, None, "-200.00"),
    ],
)
def test_the_amount_follows_date_and_discount_date(of, day, moved, amount):
    assert suggested_amount(of, day, moved) == Decimal(amount)
