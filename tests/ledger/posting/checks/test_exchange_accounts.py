"""Gains, losses and roundings between currencies need their accounts."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ledger.posting.checks.exchange_accounts import exchange_accounts
from ledger.posting.for_sources import Application, Foreign, Market, PartyAccounts
from tests.ledger.posting.requests import (
    EUR,
    USD,
    applied,
    messages,
    open_entry,
    party,
    party_line,
    request_of,
)

FULL = Foreign(
    "USD", USD.precision, realized_gain=1, realized_loss=2, unrealized_gain=3, unrealized_loss=4
)


def found(line, usd=FULL, rounding="0"):
    euro = Foreign("EUR", EUR.precision, rounding=Decimal(rounding))
    market = Market({"USD": usd, "EUR": euro})
    return messages(exchange_accounts(request_of(line, market=market)))


def paying_usd(currency=EUR, **fields):
    entry = open_entry("100", currency_id="USD")
    return party_line("-90", currency=currency, applies=applied(entry), **fields)


@pytest.mark.parametrize(
    "missing", ["realized_gain", "realized_loss", "unrealized_gain", "unrealized_loss"]
)
@pytest.mark.parametrize("currency", [EUR, USD])
def test_each_account_is_needed(missing, currency):
    assert found(paying_usd(currency)) == []
    bare = replace(FULL, **{missing: None})  # type: ignore[arg-type]  # one of four accounts
    assert "USD has no accounts for gains and losses" in found(paying_usd(currency), bare)[0]


def test_local_currency_needs_none():
    line = party_line("-100", applies=applied(open_entry("100")))
    assert found(line, Foreign("USD", USD.precision)) == []


def test_a_foreign_document_may_be_paid_at_once_without_them():
    document = party_line("100", "invoice", currency=USD)
    payment = party_line("-100", number=1, currency=USD, applies=(Application(line=0),))
    market = Market({"USD": Foreign("USD", USD.precision)})
    assert messages(exchange_accounts(request_of(document, payment, market=market))) == []


@pytest.mark.parametrize(("rounding", "refused"), [("0", 0), ("0.05", 1)])
def test_rounding_needs_an_account_where_it_rounds(rounding, refused):
    bare = party(accounts=PartyAccounts(control=10))
    assert len(found(paying_usd(party=bare), rounding=rounding)) == refused
