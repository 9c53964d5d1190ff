"""Foreign money needs a rate of its day."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ledger.posting.for_sources import Currency, Foreign, Market
from payments.splitting.checks.rate_known import rate_known
from tests.builders import TODAY
from tests.payments.splitting.builders import share, split_of

USD = Currency("USD", Decimal("0.01"))
DOLLAR = Foreign(code="USD", precision=Decimal("0.01"))


@pytest.mark.parametrize(("days", "refused"), [((TODAY,), 0), ((), 1)])
def test_money_in_dollars_needs_a_rate(days, refused):
    dollar = replace(DOLLAR, days=days, factors=(Decimal("0.9"),) * len(days))
    market = Market({"USD": dollar}, "all")
    split = split_of("100.00", share(1, "100.00"), currency=USD, market=market)
    assert len(list(rate_known(split))) == refused


def test_local_money_needs_none():
    assert list(rate_known(split_of("100.00", share(1, "100.00")))) == []
