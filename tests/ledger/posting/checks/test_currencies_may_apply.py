"""Applying between currencies is the company's choice: none, euro members, all."""

import pytest

from ledger.posting.checks.currencies_may_apply import currencies_may_apply
from ledger.posting.for_sources import Foreign, Market
from tests.ledger.posting.requests import (
    EUR,
    USD,
    applied,
    messages,
    open_entry,
    party_line,
    request_of,
)

CURRENCIES = {
    "EUR": Foreign("EUR", EUR.precision, euro_member=True),
    "BEF": Foreign("BEF", EUR.precision, euro_member=True),
    "USD": Foreign("USD", USD.precision),
}


@pytest.mark.parametrize(
    ("between", "line_currency", "entry_currency", "refused"),
    [
        ("none", EUR, "EUR", False),
        ("none", USD, "USD", False),
        ("none", EUR, "USD", True),
        ("none", EUR, "BEF", True),
        ("euro", EUR, "BEF", False),
        ("euro", EUR, "USD", True),
        ("euro", USD, "EUR", True),
        ("all", USD, "EUR", False),
    ],
)
def test_the_company_says_which_currencies_meet(
    between, line_currency, entry_currency, refused
):
    entry = open_entry("100", currency_id=entry_currency)
    line = party_line("-100", currency=line_currency, applies=applied(entry))
    request = request_of(line, market=Market(CURRENCIES, between))
    found = messages(currencies_may_apply(request))
    assert bool(found) is refused
    assert all(f"INV1 is in {entry_currency}, not in" in message for message in found)
