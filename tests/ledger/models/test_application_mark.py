"""A mark holds one entry, and an entry lies in one set only."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ledger.models import ApplicationMark


def mark(entry, owner, amount="10"):
    return ApplicationMark.objects.create(
        customer_entry=entry, owner=owner, amount=Decimal(amount), marked_at=timezone.now()
    )


def test_an_entry_lies_in_one_set_only(house):
    entry = house.invoice_of("100.00")
    mark(entry, "journal-line:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        mark(entry, "journal-line:2")
    assert ApplicationMark.objects.get().owner == "journal-line:1"


@pytest.mark.parametrize(("owner", "amount"), [("", "10"), ("journal-line:1", "0")])
def test_a_mark_names_its_set_and_applies_something(house, owner, amount):
    entry = house.invoice_of("100.00")
    with pytest.raises(IntegrityError), transaction.atomic():
        mark(entry, owner, amount)


def test_a_mark_without_an_entry_is_refused(house):
    with pytest.raises(IntegrityError), transaction.atomic():
        mark(None, "journal-line:1")
