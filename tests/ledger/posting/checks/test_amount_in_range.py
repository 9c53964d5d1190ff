"""Amounts fit their currency and the ledger's columns; what is no number is told in words."""

from decimal import Decimal

import pytest

from ledger.posting.checks import run_checks
from ledger.posting.checks.amount_in_range import LARGEST, amount_in_range
from ledger.posting.for_sources import Application, Currency
from tests.ledger.posting.requests import (
    account_line,
    messages,
    open_entry,
    party_line,
    request_of,
)


@pytest.mark.parametrize("amount", ["0.01", "-0.01", "0", "999999999999.99"])
def test_an_amount_of_the_currency_is_allowed(amount):
    assert messages(amount_in_range(request_of(account_line(amount)))) == []


@pytest.mark.parametrize("amount", ["0.001", "1.005", "-33.335"])
def test_a_fraction_of_a_cent_is_refused(amount):
    (message,) = messages(amount_in_range(request_of(account_line(amount))))
    assert message == f"{amount} has more decimals than EUR allows."


@pytest.mark.parametrize("amount", ["1E30", str(LARGEST + 1), "NaN", "sNaN", "Infinity"])
def test_what_no_column_holds_is_refused(amount):
    (message,) = messages(amount_in_range(request_of(account_line(amount))))
    assert "must lie within" in message


def test_each_amount_is_measured_in_its_own_currency():
    yen = Currency("JPY", Decimal(1))
    line = party_line("10.5", currency=yen, amount_lcy=Decimal("0.07"))
    assert messages(amount_in_range(request_of(line))) == [
        "10.5 has more decimals than JPY allows."
    ]


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity"])
def test_not_a_number_is_refused_instead_of_ending_in_a_stack_trace(amount):
    entry = open_entry("100")
    line = party_line(amount, applies=(Application(entry=entry, amount=Decimal(amount)),))
    found = messages(run_checks(request_of(line, account_line("-Infinity"))))
    assert any("must lie within" in message for message in found)
