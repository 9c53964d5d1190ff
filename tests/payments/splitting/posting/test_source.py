"""What posting a split writes, what it leaves, and what it refuses."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from arcore.company.models import Company
from customers.models import Customer
from ledger.applying.asking import Answers
from ledger.models import ApplicationMark, BankLedgerEntry, CustomerLedgerEntry
from ledger.posting import KeyReused, SourceChanged, post, preview
from payments.models import PostedJournalLine, SplitReceipt
from payments.splitting.preparing import give_rest_to
from tests.builders import TODAY
from tests.ledger.posting.paying import pay as pay_elsewhere
from tests.payments.splitting.builders import command_of, paid, received

D = Decimal


def left(entry):
    entry.refresh_from_db()
    return entry.remaining


def payments():
    return CustomerLedgerEntry.objects.filter(document_type="payment").order_by("id")


@pytest.fixture
def two(house):
    return house.invoice_of("600.00", house.customer("Adatum")), house.invoice_of(
        "500.00", house.customer("Contoso"), due_date=TODAY + timedelta(days=90)
    )


def test_one_transfer_is_one_document_of_several_customers(house, clara, two, post_it):
    first, second = two
    receipt = received(
        house, clara, "1000.00", first.customer, second.customer, external_document_no="TRF 1"
    )
    register = post_it(receipt)
    transaction = register.transactions.get()
    assert (transaction.document_no, register.source) == ("P00001", "split")
    assert [
        (p.customer_id, p.amount, p.document_no, p.external_document_no) for p in payments()
    ] == [
        (first.customer_id, D("-600.00"), "P00001", "TRF 1"),
        (second.customer_id, D("-400.00"), "P00001", "TRF 1"),
    ]
    assert [left(one) for one in (first, second, *payments())] == [0, D("100.00"), 0, 0]
    bank = BankLedgerEntry.objects.get()
    assert (bank.amount, bank.document_no) == (D("1000.00"), "P00001")
    assert not SplitReceipt.objects.exists()
    assert not ApplicationMark.objects.exists()


def test_copies_stay_in_the_posted_journals(house, clara, two, post_it):
    first, second = two
    register = post_it(received(house, clara, "1000.00", first.customer, second.customer))
    copies = PostedJournalLine.objects.filter(journal__register=register)
    assert [(c.account_no, c.amount, c.applied_document_numbers) for c in copies] == [
        (first.customer.no, D("-600.00"), first.document_no),
        (second.customer.no, D("-400.00"), second.document_no),
        (house.bank.code, D("1000.00"), ""),
    ]
    assert {copy.document_no for copy in copies} == {"P00001"}


def test_the_rest_stays_open_on_account_of_one_customer(house, clara, two, post_it):
    first, second = two
    receipt = received(house, clara, "1250.00", first.customer, second.customer)
    give_rest_to(receipt.pk, second.customer_id)
    post_it(receipt)
    assert [left(one) for one in two] == [0, 0]
    assert [left(one) for one in payments()] == [0, D("-150.00")]


def test_money_into_a_general_ledger_account(house, clara, two, post_it):
    cash = house.accounts["cash"]
    receipt = received(
        house, clara, "600.00", two[0].customer, account_type="account", bank=None, account=cash
    )
    register = post_it(receipt)
    entries = register.transactions.get().general_entries.filter(amount__gt=0)
    assert [(entry.account, entry.amount) for entry in entries] == [(cash, D("600.00"))]


def test_a_credit_memo_is_taken_off_what_the_customer_pays(house, clara, two, post_it):
    first, second = two
    draft = house.draft(
        first.customer, ("1", "50.00"), kind="credit_memo", prices_including_vat=True
    )
    house.post_draft(draft)
    memo = CustomerLedgerEntry.objects.get(document_type="credit_memo")
    receipt = received(house, clara, "1050.00", first.customer, second.customer)
    paid(receipt, memo, "-50.00")
    paid(receipt, second, "500.00")
    post_it(receipt)
    assert [left(one) for one in (first, second, memo)] == [0, 0, 0]
    assert [one.amount for one in payments()] == [D("-550.00"), D("-500.00")]


def test_a_discount_in_time_closes_the_document(house, clara, two, post_it):
    first, _second = two
    CustomerLedgerEntry.objects.filter(pk=first.pk).update(
        remaining_discount=D("12.00"), discount_date=TODAY, discount_tolerance_date=TODAY
    )
    post_it(received(house, clara, "588.00", first.customer))
    assert left(first) == 0


@pytest.mark.parametrize("accepted", [True, False])
def test_tolerance_is_asked_for_the_customer_it_is_about(house, clara, two, post_it, accepted):
    Company.objects.update(payment_tolerance_warning=True)
    first, second = two
    CustomerLedgerEntry.objects.filter(pk=second.pk).update(max_tolerance=D("5"))
    receipt = received(house, clara, "1097.00", first.customer, second.customer)
    [question] = preview(command_of(receipt)).questions
    assert (question.line, question.amount) == (2, D("3.00"))
    post_it(receipt, answers=Answers(frozenset({2})) if accepted else Answers())
    assert left(second) == (0 if accepted else D("3.00"))


def test_all_refusals_come_together_each_with_its_customer(house, clara, two, refusals_of):
    first, second = two
    receipt = received(house, clara, "1200.00", first.customer, second.customer)
    pay_elsewhere(house, first, "600", "X1")
    Customer.objects.filter(pk=second.customer_id).update(blocked="all")
    told = refusals_of(receipt)
    assert [number for number, _message in told] == [None, 1, 2]
    for (_number, message), fact in zip(
        told, ["100.00 EUR is left", "was paid meanwhile", "blocked"], strict=True
    ):
        assert fact in message
    assert SplitReceipt.objects.exists()


@pytest.mark.parametrize("block", ["ship", "invoice"])
def test_other_blocks_take_payments(house, clara, two, post_it, block):
    Customer.objects.filter(pk=two[0].customer_id).update(blocked=block)
    post_it(received(house, clara, "600.00", two[0].customer))
    assert left(two[0]) == 0


def test_the_same_split_posts_once_and_a_changed_one_is_looked_at_again(house, clara, two):
    receipt = received(house, clara, "600.00", two[0].customer)
    stale = command_of(receipt)
    paid(receipt, two[0], "600.00")
    with pytest.raises(SourceChanged, match="changed since"):
        post(stale)
    command = command_of(receipt)
    first = post(command)
    assert post(command) == first
    assert payments().count() == 1


def test_the_same_version_with_other_answers_is_refused(house, clara, two):
    receipt = received(house, clara, "600.00", two[0].customer)
    command, other = command_of(receipt), command_of(receipt, answers=Answers(frozenset({1})))
    post(command)
    with pytest.raises(KeyReused):
        post(other)


def test_preview_shows_what_posting_writes_and_keeps_the_receipt(house, clara, two, post_it):
    receipt = received(house, clara, "1000.00", two[0].customer, two[1].customer)
    shown = preview(command_of(receipt))
    assert shown.refusals == ()
    assert shown.plan is not None
    planned = sorted(row.amount for row in shown.plan.general)
    register = post_it(receipt)
    written = register.transactions.get().general_entries.values_list("amount", flat=True)
    assert sorted(written) == planned


def test_statements_do_not_grow_with_customers(house, clara):
    counts = []
    for customers in (2, 12):
        invoices = [house.invoice_of("10.00") for _ in range(customers)]
        money = str(10 * customers)
        receipt = received(house, clara, money, *[one.customer for one in invoices])
        command = command_of(receipt)
        with CaptureQueriesContext(connection) as captured:
            post(command)
        counts.append(len(captured))
    assert counts[0] == counts[1]
