from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from arcore.company.models import Currency
from arcore.values.money import round_amount
from tests.company.builders import currency


@pytest.mark.parametrize(
    ("decimals", "precision"), [(0, "1"), (1, "0.1"), (2, "0.01"), (3, "0.001")]
)
def test_the_precision_is_the_smallest_amount(decimals, precision):
    assert str(Currency(code="XXX", decimals=decimals).precision) == precision


def test_yen_round_to_whole_units():
    assert round_amount(Decimal("99.5"), Currency(decimals=0).precision) == 100


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "EU", "eur", "E1R", "EÉR"])
def test_a_code_is_three_capital_letters(code):
    with pytest.raises(ValidationError):
        Currency(code=code, description="x").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Currency.objects.create(code=code, description="x")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "facts",
    [
        {"decimals": 4},
        {"application_rounding_precision": Decimal("-0.01")},
        {"payment_tolerance_percent": Decimal("-0.01")},
        {"payment_tolerance_percent": Decimal("100.01")},
        {"payment_tolerance_max": Decimal("-0.01")},
    ],
)
def test_the_database_refuses_senseless_rounding_and_tolerance(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        currency("USD", **facts)
