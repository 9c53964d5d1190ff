"""Amounts in sentences read as the reader writes them."""

from decimal import Decimal

import pytest
from django.utils import translation

from payments.reconciliation.apply_by_hand import tick
from payments.reconciliation.refused import LeftOver
from payments.reconciliation.review import accept
from payments.reconciliation.shown_amount import shown_amount


@pytest.mark.parametrize(
    ("language", "decimals", "amount", "shown"),
    [
        ("en", 2, "1234.500", "1,234.50"),
        ("fr", 2, "1234.500", "1\xa0234,50"),
        ("fr", 2, "-0.050", "-0,05"),
        ("en", 0, "1234", "1,234"),
        ("en", 3, "0.001", "0.001"),
    ],
)
def test_amounts_have_the_decimals_of_the_banks_currency(
    house, line_of, language, decimals, amount, shown
):
    line = line_of("10.00")
    line.journal.bank_account.currency.decimals = decimals
    with translation.override(language):
        assert shown_amount(line, Decimal(amount)) == shown


def test_money_left_over_is_told_in_the_readers_writing(house, accountant, line_of):
    line = line_of("1002.50")
    entry = house.invoice_of("1000.00")
    tick(line.pk, line.version, accountant, kind="customer", entry_id=entry.pk)
    line.refresh_from_db()
    with translation.override("fr"), pytest.raises(LeftOver) as left:
        accept(line.pk, line.version, accountant)
    assert str(left.value).startswith("Ligne 1 : Il reste 2,50.")
