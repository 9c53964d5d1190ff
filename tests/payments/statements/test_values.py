"""Amounts, currencies and dates as banks write them."""

from datetime import date
from decimal import Decimal

import pytest

from payments.statements.values import (
    Unreadable,
    decimals_of,
    read_amount,
    read_currency,
    read_day,
)


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("8.85", "EUR", "8.85"), ("8", "EUR", "8.00"), ("+8.5", "EUR", "8.50"),
        ("0008.850", "EUR", "8.85"), (".5", "EUR", "0.50"), ("0", "EUR", "0.00"),
        ("999999999999999.99", "EUR", "999999999999999.99"),
        ("2700.00", "JPY", "2700"), ("1.234", "TND", "1.234"),
    ],
)  # fmt: skip
def test_an_amount_is_exact_in_the_currencys_decimals(text, currency, amount):
    assert str(read_amount(text, currency)) in {amount, amount + "."}
    assert read_amount(text, currency) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "currency", "code"),
    [
        ("8.851", "EUR", "amount-decimals"), ("1.5", "JPY", "amount-decimals"),
        ("1000000000000000", "EUR", "amount-too-large"), ("1e5", "EUR", "amount-unreadable"),
        ("-1", "EUR", "amount-unreadable"), ("1 000", "EUR", "amount-unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_unreadable(text, currency, code):
    with pytest.raises(Unreadable) as caught:
        read_amount(text, currency)
    assert caught.value.code == code


def test_decimals_follow_iso_4217_not_local_habits():
    assert [decimals_of(code) for code in ("EUR", "RSD", "JPY", "BHD")] == [2, 2, 0, 3]


@pytest.mark.parametrize("text", ["", "eur", "EURO", "€"])
def test_a_currency_is_three_capital_letters(text):
    with pytest.raises(Unreadable):
        read_currency(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("2026-03-01+02:00", date(2026, 3, 1)),
        ("2026-03-01T23:30:00-11:00", date(2026, 3, 1)),
        ("1970-01-01", date(1970, 1, 1)),
        ("2100-12-31", date(2100, 12, 31)),
    ],
)
def test_a_day_is_the_local_one(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize("text", ["1969-12-31", "2101-01-01", "2026-13-01", "20260301", ""])
def test_a_day_outside_the_calendar_is_unreadable(text):
    with pytest.raises(Unreadable):
        read_day(text)
