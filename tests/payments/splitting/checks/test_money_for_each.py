"""A receipt pays every customer more than zero."""

import pytest

from payments.splitting.checks.money_for_each import money_for_each
from tests.payments.splitting.builders import share, split_of


@pytest.mark.parametrize(
    ("parts", "refused"),
    [
        (("100.00", "-99.99"), []),
        (("100.00", "-100.00"), [2]),
        (("100.00", "-120.00"), [2]),
    ],
)
def test_credits_may_not_use_up_the_payment(parts, refused):
    split = split_of("100.00", share(1, "100.00"), share(2, *parts))
    assert [refusal.line for refusal in money_for_each(split)] == refused


def test_a_customer_without_amounts_is_left_out():
    assert list(money_for_each(split_of("100.00", share(1)))) == []
