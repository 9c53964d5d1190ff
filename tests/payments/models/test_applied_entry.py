"""What the database refuses of an applied entry."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from payments.models import AppliedEntry
from tests.payments.builders import invoice, journal_of


@pytest.fixture
def line(house):
    return journal_of(house.bank, ("100.00", "")).lines.get()


@pytest.mark.parametrize(
    ("amount", "discount"), [("0", "0"), ("100", "-1"), ("100", "101"), ("-100", "1")]
)
def test_amounts(line, amount, discount):
    with pytest.raises(IntegrityError), transaction.atomic():
        AppliedEntry.objects.create(
            line=line, amount=Decimal(amount), discount=Decimal(discount)
        )


def test_an_entry_once_a_line_and_on_account_once(line, house):
    entry = invoice(house, "100.00", house.customer())
    for fields in ({"customer_entry": entry}, {}):
        AppliedEntry.objects.create(line=line, amount=50, **fields)
        with pytest.raises(IntegrityError), transaction.atomic():
            AppliedEntry.objects.create(line=line, amount=50, **fields)


def test_paid_is_the_money_of_it(line):
    part = AppliedEntry(line=line, amount=Decimal(1000), discount=Decimal(20))
    assert part.paid == 980
