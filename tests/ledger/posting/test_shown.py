"""Amounts in refusals read as the reader writes them."""

from decimal import Decimal

import pytest
from django.utils import translation

from ledger.posting.shown import shown


@pytest.mark.parametrize(
    ("amount", "english"),
    [
        ("1200.000", "1,200.00"),
        ("-0.5", "-0.50"),
        ("0.125", "0.125"),
        ("0", "0.00"),
        ("NaN", "NaN"),
        ("1E+30", "1E+30"),
    ],
)
def test_an_amount_keeps_its_decimals_and_has_at_least_two(amount, english):
    with translation.override("en"):
        assert shown(Decimal(amount)) == english


def test_a_french_reader_sees_a_comma():
    with translation.override("fr"):
        assert (
            shown(Decimal("1200.5")).replace("\xa0", " ").replace("\u202f", " ") == "1 200,50"
        )
