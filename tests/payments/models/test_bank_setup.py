"""Tolerances stay in range; the setup is made on first use."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from payments.models import BankReconciliationSetup


@pytest.mark.parametrize(
    ("kind", "value", "is_refused"),
    [
        ("percentage", "99", False), ("percentage", "99.01", True), ("percentage", "-1", True),
        ("amount", "500", False), ("amount", "-0.01", True),
    ],
)  # fmt: skip
def test_tolerances(house, kind, value, is_refused):
    setup = BankReconciliationSetup.of(house.bank)
    setup.tolerance_kind, setup.tolerance_value = kind, Decimal(value)
    if not is_refused:
        setup.save()
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        setup.save()


def test_made_once(house):
    assert BankReconciliationSetup.of(house.bank) == BankReconciliationSetup.of(house.bank)
