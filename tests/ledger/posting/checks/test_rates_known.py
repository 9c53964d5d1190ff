"""An application between currencies needs a rate on the applying entry's day."""

from datetime import timedelta
from decimal import Decimal

import pytest

from ledger.posting.checks.rates_known import rates_known
from ledger.posting.for_sources import Foreign, Market
from tests.ledger.posting.requests import (
    DAY,
    EUR,
    USD,
    applied,
    messages,
    open_entry,
    party_line,
    request_of,
)


@pytest.mark.parametrize(
    ("first_day", "currency", "refused"),
    [(DAY, EUR, False), (DAY + timedelta(days=1), EUR, True), (DAY + timedelta(1), USD, False)],
)
def test_the_rate_must_be_in_force(first_day, currency, refused):
    usd = Foreign("USD", USD.precision, days=(first_day,), factors=(Decimal("0.9"),))
    market = Market({"USD": usd, "EUR": Foreign("EUR", EUR.precision)})
    entry = open_entry("100", currency_id="USD")
    line = party_line("-100", currency=currency, applies=applied(entry))
    found = messages(rates_known(request_of(line, market=market)))
    assert bool(found) is refused
    assert all("USD has no exchange rate on" in message for message in found)
