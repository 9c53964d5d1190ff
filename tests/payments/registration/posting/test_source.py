"""What posting ticks writes, what it leaves, and what it refuses."""

from datetime import timedelta
from decimal import Decimal

import pytest

from arcore.company.models import Company
from customers.models import Customer
from ledger.applying.asking import Answers
from ledger.models import (
    BankLedgerEntry,
    CustomerLedgerEntry,
    DetailedCustomerEntry,
    EntryAmendment,
    Register,
)
from ledger.posting import KeyReused, SourceChanged, post, preview
from payments.models import PostedJournalLine, RegistrationLine
from tests.builders import TODAY
from tests.ledger.posting.paying import Line, paying
from tests.payments.registration.builders import command_of, credit_memo_of, ticked

LATER, BEFORE = TODAY + timedelta(days=10), TODAY - timedelta(days=10)


def left(entry):
    entry.refresh_from_db()
    return entry.remaining


def payment():
    return CustomerLedgerEntry.objects.filter(document_type__in=("payment", "refund")).latest(
        "id"
    )


def with_discount(entry, discount="20.00", day=TODAY):
    CustomerLedgerEntry.objects.filter(pk=entry.pk).update(
        remaining_discount=Decimal(discount), discount_date=day, discount_tolerance_date=day
    )
    return entry


def test_each_tick_becomes_a_payment_of_its_own_applied_to_its_document(
    house, clara, setup, post_ticks
):
    first, second = house.invoice_of("100.00"), house.invoice_of("250.00")
    ticked(clara, first, external_document_no="CHQ 1")
    ticked(clara, second, "200.00", date_received=TODAY - timedelta(days=0))
    posted = post_ticks()
    assert (left(first), left(second)) == (0, Decimal("50.00"))
    payments = CustomerLedgerEntry.objects.filter(document_type="payment").order_by("id")
    assert [(one.document_no, one.amount, one.external_document_no) for one in payments] == [
        ("P00001", Decimal("-100.00"), "CHQ 1"),
        ("P00002", Decimal("-200.00"), ""),
    ]
    banked = BankLedgerEntry.objects.filter(bank_account=house.bank)
    assert sorted(one.amount for one in banked) == [Decimal("100.00"), Decimal("200.00")]
    assert posted.source == "registration"
    assert not RegistrationLine.objects.exists()
    copies = PostedJournalLine.objects.filter(journal__register=posted).order_by("line_no")
    assert [(one.document_no, one.applied_document_numbers) for one in copies] == [
        ("P00001", first.document_no),
        ("P00002", second.document_no),
    ]


def test_more_than_due_closes_the_invoice_and_stays_open_on_the_payment(
    house, clara, setup, post_ticks
):
    invoice = house.invoice_of("100.00")
    ticked(clara, invoice, "130.00")
    post_ticks()
    assert left(invoice) == 0
    assert payment().remaining == Decimal("-30.00")


def test_a_credit_memo_becomes_a_refund(house, clara, setup, post_ticks):
    memo = credit_memo_of(house, "80.00", house.customer())
    ticked(clara, memo)
    post_ticks()
    assert left(memo) == 0
    assert (payment().document_type, payment().amount) == ("refund", Decimal("80.00"))
    assert BankLedgerEntry.objects.get().amount == Decimal("-80.00")


def test_a_lump_sum_is_one_payment_for_all(house, clara, setup, post_ticks):
    customer = house.customer()
    first = house.invoice_of("100.00", customer)
    second = house.invoice_of("250.00", customer)
    memo = credit_memo_of(house, "50.00", customer)
    for entry in (first, second, memo):
        ticked(clara, entry)
    post_ticks(lump=True)
    assert [left(entry) for entry in (first, second, memo)] == [0, 0, 0]
    assert (payment().document_type, payment().amount) == ("payment", Decimal("-300.00"))
    assert (payment().document_no, payment().remaining) == ("P00001", 0)
    assert PostedJournalLine.objects.get().applied_document_numbers == ", ".join(
        entry.document_no for entry in (first, second, memo)
    )


@pytest.mark.parametrize(
    ("received", "left_over", "on_payment"),
    [
        ("60.00", "40.00", "0.00"),  # applied: what was received
        ("100.00", "0.00", "0.00"),
        ("120.00", "0.00", "-20.00"),  # applied: what remained
    ],
)
def test_a_lump_sum_applies_the_smaller_of_received_and_remaining(
    house, clara, setup, post_ticks, received, left_over, on_payment
):
    customer = house.customer()
    invoice, other = house.invoice_of("100.00", customer), house.invoice_of("9.00", customer)
    ticked(clara, invoice, received)
    ticked(clara, other)
    post_ticks(lump=True)
    assert left(invoice) == Decimal(left_over)
    assert left(other) == 0
    assert payment().remaining == Decimal(on_payment)


def test_a_negative_sum_is_a_refund(house, clara, setup, post_ticks):
    customer = house.customer()
    invoice = house.invoice_of("100.00", customer)
    memo = credit_memo_of(house, "150.00", customer)
    ticked(clara, invoice)
    ticked(clara, memo)
    post_ticks(lump=True)
    assert (payment().document_type, payment().amount) == ("refund", Decimal("50.00"))
    assert (left(invoice), left(memo), payment().remaining) == (0, 0, 0)


def test_a_lump_sum_needs_one_customer_one_date_and_some_money(
    house, clara, setup, refusals_of
):
    customer = house.customer()
    first = house.invoice_of("100.00", customer)
    ticked(clara, first)
    ticked(clara, house.invoice_of("50.00", customer), date_received=LATER)
    ticked(clara, house.invoice_of("50.00"))
    ticked(clara, credit_memo_of(house, "200.00", customer))
    found = refusals_of(lump=True)
    assert [number for number, _ in found] == [2, 3, None]
    assert "has one date" in found[0][1]
    assert "comes from one customer" in found[1][1]
    assert "no money moves" in found[2][1]


def test_nothing_ticked_or_received_and_a_missing_date_are_refused_by_name(
    house, clara, setup, refusals_of
):
    assert refusals_of() == [(None, "Nothing is ticked: tick the documents that were paid.")]
    invoice = house.invoice_of("100.00")
    line = ticked(clara, invoice, "0.00")
    assert refusals_of()[0][1].startswith("Nothing was received")
    line.delete()
    ticked(clara, invoice, date_received=None)
    ticked(clara, house.invoice_of("50.00"))
    message = f"{invoice.document_no} is ticked without the date received: enter it, or untick."
    assert refusals_of() == [(1, message)]
    assert RegistrationLine.objects.count() == 2


def test_a_tick_without_an_amount_waits(house, clara, setup, post_ticks):
    ticked(clara, house.invoice_of("100.00"))
    waits = ticked(clara, house.invoice_of("50.00"), "0.00")
    post_ticks()
    assert list(RegistrationLine.objects.all()) == [waits]


@pytest.mark.parametrize(
    ("blocked", "refused"), [("ship", False), ("invoice", False), ("all", True)]
)
def test_one_blocked_customer_rolls_everything_back(
    house, clara, setup, post_ticks, refusals_of, blocked, refused
):
    fine, other = house.invoice_of("100.00"), house.invoice_of("50.00")
    ticked(clara, fine)
    ticked(clara, other)
    Customer.objects.filter(pk=other.customer_id).update(blocked=blocked)
    if not refused:
        post_ticks()
        assert left(other) == 0
        return
    [(number, message)] = refusals_of()
    assert number == 2
    assert "is blocked for all transactions" in message
    assert left(fine) == Decimal("100.00")
    assert RegistrationLine.objects.count() == 2


def test_money_goes_the_way_of_its_document(house, clara, setup, refusals_of):
    ticked(clara, house.invoice_of("100.00"), "-100.00")
    ticked(clara, credit_memo_of(house, "80.00", house.customer()), "80.00")
    assert [(number, "minus" in message) for number, message in refusals_of()] == [
        (1, True),
        (2, True),
    ]


def test_a_document_paid_meanwhile_is_told(house, clara, setup, refusals_of):
    paid, partly = house.invoice_of("100.00"), house.invoice_of("50.00")
    for entry in (paid, partly):
        ticked(clara, entry)
    for entry, amount in ((paid, "-100"), (partly, "-20")):
        line = Line(entry.customer_id, amount, applies=((entry.pk, None),))
        post(paying(f"X{entry.pk}", line, account_id=house.accounts["cash"].pk))
    found = refusals_of()
    assert [number for number, _ in found] == [1, 2]
    assert "is closed: untick it" in found[0][1]
    assert "was 50.00 when you ticked it and is 30.00 now" in found[1][1]


def test_the_account_takes_its_own_currency(house, clara, setup, post_ticks, refusals_of):
    dollars = house.invoice_of("100.00", currency=house.usd)
    ticked(clara, dollars)
    [(number, message)] = refusals_of()
    assert (number, "is in USD and account" in message) == (1, True)
    setup.balancing_bank = house.bank_usd
    setup.save()
    post_ticks()
    assert left(dollars) == 0
    assert payment().amount_lcy == Decimal("-90.00")


def test_a_gl_account_takes_the_money_too(house, clara, setup, post_ticks):
    setup.balancing_type, setup.balancing_bank = "account", None
    setup.balancing_account = house.accounts["cash"]
    setup.save()
    invoice = house.invoice_of("100.00")
    ticked(clara, invoice)
    register = post_ticks()
    assert left(invoice) == 0
    entries = register.transactions.get().general_entries.filter(amount__gt=0)
    assert [entry.account for entry in entries] == [house.accounts["cash"]]


def test_a_moved_discount_date_is_saved_in_the_same_commit_and_closes(
    house, clara, setup, post_ticks
):
    invoice = with_discount(house.invoice_of("1000.00", day=BEFORE), day=BEFORE)
    ticked(clara, invoice, "980.00", discount_date=TODAY)
    shown = preview(command_of(setup))
    assert shown.plan is not None
    assert [p.remaining for p in shown.plan.positions if p.existing] == [0]
    assert not EntryAmendment.objects.exists()
    post_ticks()
    invoice.refresh_from_db()
    assert (invoice.remaining, invoice.discount_date) == (0, TODAY)
    assert {row.field for row in EntryAmendment.objects.all()} == {
        "discount_date",
        "discount_tolerance_date",
    }
    assert DetailedCustomerEntry.objects.get(entry_type="discount").amount == Decimal("-20.00")


def test_a_discount_deducted_late_stays_open(house, clara, setup, post_ticks):
    invoice = with_discount(house.invoice_of("1000.00", day=BEFORE), day=BEFORE)
    ticked(clara, invoice, "980.00")
    post_ticks()
    assert left(invoice) == Decimal("20.00")


def test_a_refused_posting_leaves_the_discount_date(house, clara, setup, refusals_of):
    invoice = with_discount(house.invoice_of("1000.00", day=BEFORE), day=BEFORE)
    ticked(clara, invoice, "980.00", discount_date=TODAY)
    ticked(clara, house.invoice_of("5.00"), date_received=None)
    assert [number for number, _ in refusals_of()] == [2]
    invoice.refresh_from_db()
    assert invoice.discount_date == BEFORE
    assert not EntryAmendment.objects.exists()


@pytest.mark.parametrize("lump", [False, True])
@pytest.mark.parametrize("accepted", [True, False])
def test_tolerance_is_asked_when_the_company_warns(
    house, clara, setup, post_ticks, lump, accepted
):
    Company.objects.update(payment_tolerance_warning=True)
    invoice = house.invoice_of("1000.00")
    CustomerLedgerEntry.objects.filter(pk=invoice.pk).update(max_tolerance=Decimal("5"))
    ticked(clara, invoice, "997.00")
    [question] = preview(command_of(setup, lump=lump)).questions
    assert (question.line, question.amount) == (1, Decimal("3.00"))
    post_ticks(lump=lump, answers=Answers(frozenset({1})) if accepted else Answers())
    assert left(invoice) == (0 if accepted else Decimal("3.00"))


def test_the_tolerance_of_a_lump_sum_uses_the_sum(house, clara, setup, post_ticks):
    customer = house.customer()
    first, second = house.invoice_of("100.00", customer), house.invoice_of("100.00", customer)
    CustomerLedgerEntry.objects.filter(document_type="invoice").update(
        max_tolerance=Decimal("5")
    )
    ticked(clara, first, "92.00")  # 8 short, more than its own 5
    ticked(clara, second)
    post_ticks(lump=True)
    assert (left(first), left(second)) == (0, 0)


def test_the_same_ticks_post_once(house, clara, setup, post_ticks):
    ticked(clara, house.invoice_of("100.00"))
    command = command_of(setup)
    first = post(command)
    assert post(command) == first
    with pytest.raises(KeyReused):
        post(command_of(setup, version=command.version, lump=True))
    assert CustomerLedgerEntry.objects.filter(document_type="payment").count() == 1


def test_ticks_that_changed_since_they_were_looked_at_are_not_posted(house, clara, setup):
    ticked(clara, house.invoice_of("100.00"))
    registers = Register.objects.count()
    with pytest.raises(SourceChanged):
        post(command_of(setup, version=setup.version + 1))
    assert Register.objects.count() == registers


def test_preview_keeps_ticks_and_shows_what_posting_writes(house, clara, setup, post_ticks):
    ticked(clara, house.invoice_of("100.00"))
    shown = preview(command_of(setup))
    assert shown.refusals == ()
    assert RegistrationLine.objects.count() == 1
    assert shown.plan is not None
    planned = sorted(row.amount for row in shown.plan.general)
    register = post_ticks()
    written = register.transactions.get().general_entries.values_list("amount", flat=True)
    assert sorted(written) == planned
