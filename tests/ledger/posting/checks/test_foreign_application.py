"""Until realized gains are posted, posted foreign entries are not applied."""

from decimal import Decimal

import pytest

from ledger.posting.checks.foreign_application import foreign_application
from ledger.posting.for_sources import Application
from tests.ledger.posting.requests import (
    EUR,
    USD,
    applied,
    messages,
    open_entry,
    party_line,
    request_of,
)


@pytest.mark.parametrize(
    ("line_currency", "entry_currency", "refused"),
    [(EUR, "EUR", False), (USD, "EUR", True), (EUR, "USD", True), (USD, "USD", True)],
)
def test_only_local_currency_meets_local_currency(line_currency, entry_currency, refused):
    entry = open_entry("100", currency_id=entry_currency)
    line = party_line("-100", currency=line_currency, applies=applied(entry))
    found = messages(foreign_application(request_of(line)))
    assert bool(found) is refused
    assert all("INV1 is in a foreign currency" in message for message in found)


def test_a_foreign_document_may_be_paid_at_once():
    line = party_line(
        "-100", currency=USD, amount_lcy=Decimal("-90"), applies=(Application(line=0),)
    )
    assert messages(foreign_application(request_of(line))) == []
