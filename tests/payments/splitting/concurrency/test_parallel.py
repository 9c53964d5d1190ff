"""Many posting one split, and two splits that meet."""

from decimal import Decimal

import pytest
from django.utils import timezone

from ledger.books import check_books
from ledger.models import CustomerLedgerEntry, Register
from ledger.posting import PostingRefused, post
from payments.splitting.preparing import add_customers
from tests.ledger.posting.paying import Line, paying
from tests.payments.splitting.builders import amounts, command_of, received

pytestmark = pytest.mark.committing


def test_ten_clicks_post_one_split(committed_house, run_together):
    house = committed_house
    clerk = house.user("clara", "clerk")
    invoices = [house.invoice_of("100.00", house.customer(name)) for name in "AB"]
    receipt = received(house, clerk, "200.00", *[one.customer for one in invoices])
    command = command_of(receipt)
    outcomes = run_together(10, lambda: post(command).pk)
    assert len(set(outcomes)) == 1
    assert Register.objects.filter(source="split").count() == 1
    assert check_books() == []


def test_two_clerks_never_mark_one_invoice_for_two_splits(committed_house, run_together):
    house = committed_house
    invoice = house.invoice_of("100.00")
    users = [house.user(name, "clerk") for name in ("clara", "carl", "carol")]
    receipts = [received(house, user, "100.00") for user in users]
    run_together(
        3,
        lambda one: add_customers(one.pk, [invoice.customer], one.prepared_by, timezone.now()),
        receipts,
    )
    marked = [amounts(one) for one in receipts]
    assert sorted(map(len, marked)) == [0, 0, 1]


def test_a_split_and_a_payment_of_the_same_invoice_never_over_apply(
    committed_house, run_together
):
    house = committed_house
    clerk = house.user("clara", "clerk")
    invoice = house.invoice_of("100.00")
    receipt = received(house, clerk, "100.00", invoice.customer)
    line = Line(invoice.customer_id, "-100.00", applies=((invoice.pk, None),))
    other = paying("X1", line, bank_id=house.bank.pk)
    outcomes = run_together(2, post, [command_of(receipt), other])
    refused = [one for one in outcomes if isinstance(one, Exception)]
    assert all(isinstance(one, PostingRefused) for one in refused)
    assert len(refused) == 1
    invoice.refresh_from_db()
    assert invoice.remaining == Decimal(0)
    paid = CustomerLedgerEntry.objects.filter(document_type="payment")
    assert paid.count() == 1
    assert check_books() == []
