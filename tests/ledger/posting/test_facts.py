"""Facts every source may ask for."""

from decimal import Decimal

import pytest

from arcore.company.models import Company, Currency
from ledger.posting import facts
from ledger.posting.acceptance import ToleranceRules
from ledger.posting.amounts.max_tolerance import ToleranceLimits
from ledger.posting.sql import fetch


def test_limits_of_the_local_currency_are_the_company_s_own(house):
    Company.objects.update(payment_tolerance_percent=1, payment_tolerance_max=5)
    Currency.objects.update(payment_tolerance_percent=2, payment_tolerance_max=7)
    assert facts.read_limits(fetch(facts.limits())) == {
        "EUR": ToleranceLimits(Decimal(1), Decimal(5)),
        "USD": ToleranceLimits(Decimal(2), Decimal(7)),
    }


@pytest.mark.parametrize(
    ("setup", "rules"),
    [
        ({}, ToleranceRules()),
        ({"payment_tolerance_posting": "discount"}, ToleranceRules(payment_as_discount=True)),
        ({"discount_tolerance_posting": "discount"}, ToleranceRules(late_as_discount=True)),
        ({"adjust_for_payment_discount": True}, ToleranceRules(adjust_vat=True)),
    ],
)
def test_the_house_says_where_tolerance_goes(house, setup, rules):
    Company.objects.update(**setup)
    assert facts.read_tolerance_rules(fetch(facts.house(None))) == rules
