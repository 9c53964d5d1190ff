from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from arcore.ui.amounts import BadAmount, currency_decimals, read_amount, show_amount


@pytest.mark.parametrize(
    ("language", "typed", "amount"),
    [
        ("en", "1,234.56", "1234.56"),
        ("en", "1 234.56", "1234.56"),
        ("en", "1234.5", "1234.50"),
        ("en", "-12", "-12.00"),
        ("en", "\u2212 12.00", "-12.00"),
        ("en", "+0.10", "0.10"),
        ("en", "1.500", "1.50"),  # a third decimal of zero is no third decimal
        ("en", "-0", "0.00"),
        ("fr", "1 234,56", "1234.56"),
        ("fr", "1\u00a0234,56", "1234.56"),
        ("fr", "1\u202f234\u202f567,8", "1234567.80"),
        ("fr", "1234.56", "1234.56"),  # the point of the numeric keypad
        ("fr", "9999999999999999,99", "9999999999999999.99"),  # exactly 18 digits
    ],
)
def test_an_amount_is_read_in_the_users_language(language, typed, amount):
    with translation.override(language):
        assert str(read_amount(typed)) == amount


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "typed",
    ["NaN", "Infinity", "-inf", "1e30", "1E3", "0x10", "--1", "1-", "abc", "1 23", "١٢", "",
     "1.2.3", "12,34,567.00", "1" * 41, "1\n2", "🙂", "10000000000000000"],
)  # fmt: skip
def test_nonsense_is_refused(language, typed):
    with translation.override(language), pytest.raises(BadAmount):
        read_amount(typed)


def test_a_french_amount_is_not_read_a_hundredfold_in_english():
    with pytest.raises(BadAmount, match=r"1,234\.56"):
        read_amount("1234,56")


@pytest.mark.parametrize(("decimals", "word"), [(0, "whole amount"), (2, "at most 2")])
def test_too_many_decimals_are_refused_in_clear_words(decimals, word):
    with pytest.raises(BadAmount, match=word):
        read_amount("1.001", decimals=decimals)


def test_a_digit_in_the_books_is_never_hidden():
    assert show_amount(Decimal("17.257")) == "17.257"
    assert show_amount(Decimal("100.000")) == "100.00"
    with translation.override("fr"):
        assert show_amount(Decimal("-1234.5")) == "-1\xa0234,50"


@pytest.mark.parametrize(("code", "decimals"), [("EUR", 2), ("JPY", 0), ("KWD", 3), ("", 2)])
def test_decimals_follow_the_currency(code, decimals):
    assert currency_decimals(code) == decimals


@given(st.decimals(-(10**15), 10**15, places=2), st.sampled_from(["en", "fr"]))
def test_what_is_shown_is_read_back_the_same(amount, language):
    with translation.override(language):
        assert read_amount(show_amount(amount)) == amount
