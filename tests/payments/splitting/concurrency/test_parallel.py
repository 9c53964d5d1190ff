"""Many posting one split, and two splits that meet."""

from decimal import Decimal
from threading import Event

import pytest
from django.utils import timezone

from ledger.books import check_books
from ledger.models import CustomerLedgerEntry, Register
from ledger.posting import PostingRefused, post
from payments.splitting import advice as advice_module
from payments.splitting.advice import take_over
from payments.splitting.preparing import add_customers
from payments.splitting.remittance import Advised
from tests.ledger.posting.paying import Line, paying
from tests.payments.splitting.builders import amounts, command_of, received
from tests.plugins.databases import until_someone_waits

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


def test_two_advices_over_the_same_documents_wait_for_each_other(
    committed_house, run_together, monkeypatch
):
    """Each once waited for a mark of the other, and the server ended one of them."""
    house = committed_house
    user, customer = house.user("clara", "clerk"), house.customer()
    invoices = [house.invoice_of("100.00", customer) for _ in "ab"]
    first, second = (received(house, user, "200.00") for _ in "ab")
    advice = [Advised(n, one.document_no, "") for n, one in enumerate(invoices, start=1)]
    take_over(first.pk, advice[1:], user, timezone.now())
    begun, put = Event(), advice_module.mark

    def put_while_the_other_waits(receipt, *arguments):
        if receipt == first:
            begun.set()
            until_someone_waits()
        put(receipt, *arguments)

    def take(receipt):
        assert receipt == first or begun.wait(60)
        return [one.message for one in take_over(receipt.pk, advice, user, timezone.now())]

    monkeypatch.setattr(advice_module, "mark", put_while_the_other_waits)
    taken, told = run_together(2, take, [first, second])
    assert taken == []
    assert len(told) == 2
    assert (len(amounts(first)), amounts(second)) == (2, {})


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
