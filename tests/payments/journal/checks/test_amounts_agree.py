"""Amounts in both currencies, and bank accounts that take them."""

from decimal import Decimal

import pytest

from payments.journal.checks.bank_currency import bank_currency
from payments.journal.checks.local_amount_agrees import local_amount_agrees
from payments.journal.values import Side
from tests.payments.journal.builders import EUR, USD, journal, line, told


@pytest.mark.parametrize(
    ("currency", "amount", "lcy", "field"),
    [
        (EUR, "-100", "-100", None),
        (EUR, "-100", "-99", "amount"),
        (USD, "-100", "-90", None),
        (USD, "-100", "90", "amount_lcy"),
        (USD, "-100", "0", "amount_lcy"),
        (USD, "0", "0", None),  # told by the check `amount_given`
    ],
)
def test_amount_and_local_amount_agree(currency, amount, lcy, field):
    found = told(
        local_amount_agrees(journal(line(amount, amount_lcy=Decimal(lcy), currency=currency)))
    )
    assert [one for _line, one in found] == ([field] if field else [])


@pytest.mark.parametrize(
    ("bank", "currency", "refused"),
    [(5, EUR, False), (5, USD, False), (6, USD, False), (6, EUR, True)],
)
def test_a_local_bank_takes_any_currency_a_foreign_one_its_own(bank, currency, refused):
    side = Side("bank", bank)
    as_balancing = told(bank_currency(journal(line(balancing=side, currency=currency))))
    as_account = told(bank_currency(journal(line(account=side, currency=currency))))
    assert as_balancing == ([(10_000, "balancing")] if refused else [])
    assert as_account == ([(10_000, "account")] if refused else [])
