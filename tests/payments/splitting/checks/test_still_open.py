"""What was paid meanwhile takes no money."""

from decimal import Decimal

import pytest

from payments.splitting.checks.still_open import still_open
from payments.splitting.posting.values import Part
from tests.ledger.posting.requests import open_entry
from tests.payments.splitting.builders import share, split_of


@pytest.mark.parametrize(
    ("remaining", "is_open", "told"),
    [
        ("100.00", True, ""),
        ("100.01", True, ""),
        ("99.99", True, "only 99.99 left by now"),
        ("0.00", False, "paid meanwhile and is closed"),
    ],
)
def test_no_more_than_is_left_by_now(remaining, is_open, told):
    part = Part(open_entry(remaining, open=is_open), Decimal("100.00"))
    one = share(3)
    split = split_of("100.00", type(one)(3, one.party, (part,)))
    found = list(still_open(split))
    assert [refusal.line for refusal in found] == ([3] if told else [])
    assert told in "".join(refusal.message for refusal in found)
