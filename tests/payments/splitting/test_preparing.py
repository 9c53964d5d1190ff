"""A receipt while it is prepared: proposals follow, typed amounts stay, nothing is lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from customers.models import Customer
from ledger.models import ApplicationMark, CustomerLedgerEntry
from ledger.posting import PostingRefused
from payments.models import SplitReceipt
from payments.splitting.branches import branches_of
from payments.splitting.preparing import (
    add_customers,
    change_money,
    discard,
    give_rest_to,
    propose_again,
    remove_customer,
)
from tests.builders import TODAY
from tests.payments.splitting.builders import amounts, paid, received

D = Decimal
SOON, LATER = TODAY + timedelta(days=5), TODAY + timedelta(days=9)


@pytest.fixture
def owed(house):
    """Two customers: the first owes 100 later, the second 200 soon."""
    first = house.invoice_of("100.00", house.customer("Adatum"), due_date=LATER)
    second = house.invoice_of("200.00", house.customer("Contoso"), due_date=SOON)
    return first, second


def test_the_oldest_of_all_customers_come_first_whoever_was_added_first(house, clara, owed):
    first, second = owed
    receipt = received(house, clara, "250.00", first.customer, second.customer)
    assert amounts(receipt) == {second.pk: D("200.00"), first.pk: D("50.00")}


def test_proposals_follow_the_money_until_somebody_types(house, clara, owed):
    first, second = owed
    receipt = received(house, clara, "250.00", first.customer, second.customer)
    change = {"amount": D("280.00")}
    change_money(receipt.pk, change, clara, timezone.now())
    assert amounts(receipt) == {second.pk: D("200.00"), first.pk: D("80.00")}
    paid(receipt, second, "150.00")
    change_money(receipt.pk, {"amount": D("300.00")}, clara, timezone.now())
    assert amounts(receipt) == {second.pk: D("150.00"), first.pk: D("80.00")}
    propose_again(receipt.pk, clara, timezone.now())
    assert amounts(receipt) == {second.pk: D("200.00"), first.pk: D("100.00")}


@pytest.mark.parametrize("field", ["on_hold", "dispute"])
def test_what_is_held_back_is_passed_over(house, clara, owed, field):
    first, second = owed
    value = "CLAIM" if field == "on_hold" else "disputed"
    CustomerLedgerEntry.objects.filter(pk=second.pk).update(**{field: value})
    receipt = received(house, clara, "250.00", first.customer, second.customer)
    assert amounts(receipt) == {first.pk: D("100.00")}


def test_what_somebody_else_marked_is_passed_over(house, clara, owed):
    first, second = owed
    theirs = received(house, house.user("carl", "clerk"), "200.00", second.customer)
    receipt = received(house, clara, "250.00", first.customer, second.customer)
    assert amounts(theirs) == {second.pk: D("200.00")}
    assert amounts(receipt) == {first.pk: D("100.00")}


def test_a_discount_still_possible_is_taken_off(house, clara, owed):
    first, second = owed
    CustomerLedgerEntry.objects.filter(pk=second.pk).update(
        remaining_discount=D("4.00"), discount_date=TODAY
    )
    receipt = received(house, clara, "250.00", first.customer, second.customer)
    assert amounts(receipt) == {second.pk: D("196.00"), first.pk: D("54.00")}
    yesterday = {"posting_date": TODAY + timedelta(days=1)}
    change_money(receipt.pk, yesterday, clara, timezone.now())
    assert amounts(receipt) == {second.pk: D("200.00"), first.pk: D("50.00")}


def test_every_change_is_a_version_of_its_own(house, clara, owed):
    receipt = received(house, clara, "250.00", owed[0].customer)
    assert receipt.version == 2
    paid(receipt, owed[0], "10.00")
    give_rest_to(receipt.pk, owed[0].customer_id)
    receipt.refresh_from_db()
    assert receipt.version == 4


def test_the_rest_goes_to_a_chosen_customer_only(house, clara, owed):
    first, second = owed
    receipt = received(house, clara, "250.00", first.customer)
    with pytest.raises(PostingRefused, match="of this split only"):
        give_rest_to(receipt.pk, second.customer_id)
    give_rest_to(receipt.pk, first.customer_id)
    remove_customer(receipt.pk, first.customer_id, clara, timezone.now())
    receipt.refresh_from_db()
    assert receipt.rest_to is None
    assert amounts(receipt) == {}


def test_branches_of_a_head_office_are_those_that_owe(house, owed):
    head = house.customer("Head office")
    Customer.objects.filter(pk=owed[0].customer_id).update(bill_to_customer=head)
    house.customer("Owes nothing", bill_to_customer=head)
    assert [branch.pk for branch in branches_of([head.pk], "EUR")] == [owed[0].customer_id]
    assert list(branches_of([head.pk], "USD")) == []
    assert list(branches_of([head.pk, owed[0].customer_id], "EUR")) == []


def test_more_customers_than_a_split_takes_are_refused(house, clara, owed, monkeypatch):
    monkeypatch.setattr("payments.splitting.preparing.MOST_CUSTOMERS", 1)
    receipt = received(house, clara, "250.00", owed[0].customer)
    with pytest.raises(PostingRefused, match="at most 1 customers, this would make 2"):
        add_customers(receipt.pk, [owed[1].customer], clara, timezone.now())
    assert receipt.customers.count() == 1


def test_a_discarded_receipt_leaves_nothing(house, clara, owed):
    receipt = received(house, clara, "250.00", owed[0].customer)
    discard(receipt.pk)
    assert not SplitReceipt.objects.exists()
    assert not ApplicationMark.objects.exists()
    with pytest.raises(PostingRefused, match="posted or discarded"):
        give_rest_to(receipt.pk, None)
