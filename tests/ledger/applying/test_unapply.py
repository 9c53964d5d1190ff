"""Undoing one application and nothing else (ledger spec, section 3)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from ledger.books import check_books
from ledger.models import DetailedCustomerEntry, GeneralLedgerEntry, Register
from ledger.posting import PostingRefused, amend, post
from tests.builders import TODAY
from tests.ledger.applying.actions import (
    apply,
    balances,
    payment,
    state,
    unapply,
    unapply_command,
)

D = Decimal
LATER = TODAY + timedelta(days=3)


@pytest.fixture
def adatum(house):
    type(house.company).objects.update(payment_tolerance_max=5)
    return house.customer()


def refused(command):
    with pytest.raises(PostingRefused) as caught:
        post(command)
    return str(caught.value)


def discounted(house, adatum, gross="1000"):
    return house.invoice_of(
        gross, adatum, discount_percent=D(2), discount_date=TODAY, payment_terms=house.terms
    )


def test_discount_and_tolerance_come_back_and_the_ledger_nets_to_zero(
    house, adatum, guards_now
):
    invoice = discounted(house, adatum)
    before = balances()
    paid = payment(house, adatum, "-975", applies=[invoice])
    assert state(paid, invoice) == [(False, 0, 0, 0, 0)] * 2
    unapply(paid)
    guards_now()
    assert state(paid, invoice) == [(True, -975, -975, 0, 0), (True, 1000, 1000, 20, 5)]
    after = balances()
    assert {no: after.get(no, 0) for no in before} == {**before, "4110": before["4110"] - 975}
    assert {no for no in after if no not in before} == {"5120"}
    assert check_books() == []


def test_every_detail_is_mirrored_and_linked(house, adatum):
    invoice = discounted(house, adatum)
    paid = payment(house, adatum, "-980", applies=[invoice])
    unapply(paid)
    rows = DetailedCustomerEntry.objects.exclude(entry_type="initial").order_by("id")
    first, mirrors = list(rows[:3]), list(rows[3:])
    assert [row.unapplied_by_id for row in first] == [row.pk for row in mirrors]
    assert all(row.unapplied for row in rows)
    assert [row.amount for row in mirrors] == [-row.amount for row in first]
    assert len({row.application_no for row in rows}) == 1


def test_a_payment_is_unapplied_from_all_its_invoices_and_from_nothing_else(house, adatum):
    first, second, third = (house.invoice_of("100", adatum) for _ in range(3))
    paid = payment(house, adatum, "-150", applies=[first, second])
    other = payment(house, adatum, "-100", "P2", applies=[third])
    unapply(first)
    remaining = [row[1] for row in state(paid, first, second, other, third)]
    assert remaining == [-150, 100, 100, 0, 0]


def test_an_unapplied_entry_is_as_if_it_had_never_been_applied(house, adatum):
    invoice = discounted(house, adatum)
    names = [
        "remaining_discount", "max_tolerance", "accepted_tolerance", "closed_by", "closed_at",
        "accepted_discount_tolerance", "closed_by_amount", "closed_by_amount_lcy",
        "closed_by_currency_amount", "open", "remaining", "remaining_lcy",
    ]  # fmt: skip
    before = type(invoice).objects.values(*names).get(pk=invoice.pk)
    paid = payment(house, adatum, "-975", applies=[invoice])
    closed = type(invoice).objects.get(pk=invoice.pk)
    assert (closed.closed_by, closed.closed_at, closed.closed_by_amount) == (paid, TODAY, -1000)
    assert closed.accepted_tolerance == 5
    unapply(paid)
    assert type(invoice).objects.values(*names).get(pk=invoice.pk) == before


def test_tolerance_shrinks_with_what_remains_and_comes_back(house, adatum):
    type(house.company).objects.update(payment_tolerance_warning=True)
    invoice, paid = house.invoice_of("1000", adatum), payment(house, adatum, "-999")
    for amount, left in (("500", (500, 5)), ("498", (2, 2))):
        apply(paid, (invoice, amount))
        assert state(invoice)[0][1::3] == left
    for left in ((500, 5), (1000, 5)):
        unapply(invoice)
        assert state(invoice)[0][1::3] == left
    assert check_books() == []


def test_an_invoice_that_took_two_payments_gets_all_of_its_tolerance_back(house, adatum):
    """After the first it tolerated 3.00, after the second 1.00."""
    invoice = discounted(house, adatum)
    payments = [payment(house, adatum, f"-{paid}", f"P{paid}") for paid in (997, 2)]
    apply(invoice, *payments)
    assert state(invoice)[0][1:] == (1, 1, 20, 1)
    unapply(invoice)
    assert state(invoice)[0][1:] == (1000, 1000, 20, 5)


def test_discounts_that_shrank_beside_each_other_come_back_whole(house, adatum):
    """Invoice 1000.00 with 20.00, credit memo 400.00 with 4.00, half of it applied."""
    invoice = discounted(house, adatum)
    memo = payment(
        house, adatum, "-400", "M1", document_type="credit_memo", discount="-4",
        discount_date=TODAY,
    )  # fmt: skip
    apply(memo, (invoice, "200"))
    assert [row[1::2] for row in state(invoice, memo)] == [(800, 16), (-200, -2)]
    unapply(memo)
    assert [row[1::2] for row in state(invoice, memo)] == [(1000, 20), (-400, -4)]
    apply(invoice, memo)
    assert [row[1::2] for row in state(invoice, memo)] == [(600, 12), (0, 0)]
    unapply(memo)
    assert [row[1::2] for row in state(invoice, memo)] == [(1000, 20), (-400, -4)]


def test_what_was_amended_since_the_application_stays_amended(house, adatum):
    invoice = discounted(house, adatum)
    first = payment(house, adatum, "-400", applies=[invoice])
    amend(
        invoice.pk,
        {"remaining_discount": D(10), "max_tolerance": D(3)},
        reason="agreed with the customer",
        user_id=None,
        now=timezone.now(),
    )
    second = payment(house, adatum, "-590", "P2", applies=[invoice])
    assert state(invoice) == [(False, 0, 0, 0, 0)]
    unapply(second)
    assert state(invoice)[0][1:] == (600, 600, 10, 3)
    unapply(first)
    assert state(invoice)[0][1:] == (1000, 1000, 10, 3)


@pytest.mark.parametrize("hours", [-5, 0, 5])
def test_a_wrong_clock_does_not_change_what_was_amended_since(house, adatum, hours):
    """The clock of the amending server, or of a job that began long before, is not asked."""
    invoice = discounted(house, adatum)

    def agree(discount):
        moment = timezone.now() + timedelta(hours=hours)
        changes = {"remaining_discount": D(discount)}
        amend(invoice.pk, changes, reason="agreed", user_id=None, now=moment)

    agree(15)
    first = payment(house, adatum, "-985", applies=[invoice])
    unapply(first)
    assert state(invoice)[0][1:4] == (1000, 1000, 15)
    second = payment(house, adatum, "-400", "P2", applies=[invoice])
    agree(10)
    unapply(second)
    assert state(invoice)[0][1:4] == (1000, 1000, 10)


def test_the_newest_application_goes_first(house, adatum):
    invoice = house.invoice_of("100", adatum)
    paid = payment(house, adatum, "-40", applies=[invoice])
    payment(house, adatum, "-60", "P2", applies=[invoice])
    told = refused(unapply_command(paid))
    assert "was applied again later, by P2" in told
    unapply(invoice)
    unapply(paid)
    assert state(invoice)[0][1] == 100
    assert check_books() == []


def test_an_application_is_undone_once(house, adatum):
    invoice = house.invoice_of("100", adatum)
    paid = payment(house, adatum, "-100", applies=[invoice])
    command = unapply_command(paid)
    assert post(command) == post(command)
    assert Register.objects.filter(source="unapplication").get().reason == "mistake"
    assert state(invoice)[0][1] == 100


def test_applied_again_after_it_was_undone(house, adatum):
    invoice = discounted(house, adatum)
    paid = payment(house, adatum, "-975", applies=[invoice])
    unapply(paid)
    apply(paid, invoice)
    assert state(paid, invoice) == [(False, 0, 0, 0, 0)] * 2
    unapply(paid)
    assert state(invoice)[0][3:] == (20, 5)
    assert check_books() == []


def test_dates_period_reason_and_block(house, adatum):
    invoice = house.invoice_of("100", adatum)
    paid = payment(house, adatum, "-100", applies=[invoice], day=LATER)
    assert "Unapply it on that day or later" in refused(unapply_command(paid, day=TODAY))
    assert "Say why" in refused(unapply_command(paid, reason=" "))
    type(adatum).objects.update(blocked="all")
    assert "Can't unapply the entries" in refused(unapply_command(paid))
    type(adatum).objects.update(blocked="invoice")
    type(house.company).objects.update(allow_posting_to=TODAY)
    assert "outside the company's posting period" in refused(unapply_command(paid))


def test_a_document_paid_at_once_may_be_reopened(house, adatum):
    invoice = house.invoice_of("120", adatum, balancing_account=house.accounts["cash"])
    unapply(invoice)
    assert state(invoice)[0][:2] == (True, 120)
    assert check_books() == []


def test_its_general_entries_are_the_applications_own(house, adatum):
    invoice = discounted(house, adatum)
    paid = payment(house, adatum, "-980", applies=[invoice])
    unapply(paid, day=LATER)
    rows = GeneralLedgerEntry.objects.filter(application_no__isnull=False).order_by("id")
    assert [(row.account.no, row.amount) for row in rows] == [
        ("6650", 20),
        ("4110", -20),
        ("6650", -20),
        ("4110", 20),
    ]
    assert [row.posting_date for row in rows] == [TODAY, TODAY, LATER, LATER]
