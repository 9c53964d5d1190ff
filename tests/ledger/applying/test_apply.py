"""Applying posted entries (ledger spec, section 3, from posted entries)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from ledger.books import check_books
from ledger.models import ApplicationMark, CustomerPostingSetup, GeneralLedgerEntry, Register
from ledger.posting import KeyReused, PostingRefused, SourceChanged, post, preview
from ledger.posting.for_sources import set_of
from tests.builders import TODAY
from tests.ledger.applying.actions import CUSTOMER, apply, apply_command, payment, state

D = Decimal
LATER = TODAY + timedelta(days=3)


@pytest.fixture
def adatum(house):
    return house.customer()


def test_a_payment_on_account_closes_an_invoice_and_keeps_the_rest(house, adatum, guards_now):
    invoice = house.invoice_of("100", adatum)
    paid = payment(house, adatum, "-150")
    before = GeneralLedgerEntry.objects.count()
    apply(paid, invoice)
    guards_now()
    assert state(paid, invoice) == [(True, -50, -50, 0, 0), (False, 0, 0, 0, 0)]
    assert GeneralLedgerEntry.objects.count() == before
    assert check_books() == []


def test_several_entries_with_amounts_to_apply(house, adatum):
    first, second = (house.invoice_of("100", adatum) for _ in range(2))
    paid = payment(house, adatum, "-150")
    apply(paid, (first, "30"), (second, "50"))
    assert [row[1] for row in state(paid, first, second)] == [-70, 70, 50]


def test_an_invoice_may_be_the_applying_entry_and_gets_no_discount(house, adatum):
    invoice = house.invoice_of(
        "1000", adatum, discount_percent=D(2), discount_date=TODAY, payment_terms=house.terms
    )
    paid = payment(house, adatum, "-980")
    apply(invoice, paid)
    assert [row[1] for row in state(paid, invoice)] == [0, 20]


def test_the_payments_own_date_earns_the_discount_not_the_applications(house, adatum):
    invoice = house.invoice_of(
        "1000", adatum, discount_percent=D(2), discount_date=TODAY, payment_terms=house.terms
    )
    paid = payment(house, adatum, "-980")
    apply(paid, invoice, day=LATER)
    assert [row[1] for row in state(paid, invoice)] == [0, 0]
    granted = GeneralLedgerEntry.objects.get(account=house.accounts["discount"])
    assert (granted.amount, granted.posting_date) == (20, LATER)
    assert granted.application_no is not None


def test_a_group_without_a_discount_account_takes_part_payments_and_grants_nothing(
    house, adatum
):
    CustomerPostingSetup.objects.update(discount_debit_account=None)
    invoice = house.invoice_of(
        "1000", adatum, discount_percent=D(2), discount_date=TODAY, payment_terms=house.terms
    )
    part, rest = payment(house, adatum, "-500"), payment(house, adatum, "-480", "P2")
    apply(part, invoice)
    assert [row[1] for row in state(part, invoice)] == [0, 500]
    command, registers = apply_command(rest, invoice), Register.objects.count()
    with pytest.raises(PostingRefused) as refused:
        post(command)
    (told,) = refused.value.refusals
    assert "no payment discount account, and 20.00 EUR of discount" in told.message
    assert preview(command).refusals == (told,)
    assert [row[1] for row in state(rest, invoice)] == [-480, 500]
    assert Register.objects.count() == registers


@pytest.mark.parametrize(("accepted", "left"), [(True, [0, 0]), (False, [0, 4])])
def test_tolerance_is_as_it_was_answered(house, adatum, accepted, left):
    type(house.company).objects.update(payment_tolerance_max=5, payment_tolerance_warning=True)
    invoice = house.invoice_of("100", adatum)
    paid = payment(house, adatum, "-96")
    apply(paid, invoice, accept_tolerance=accepted)
    assert [row[1] for row in state(paid, invoice)] == left
    assert check_books() == []


@pytest.mark.parametrize(
    ("seen", "accepted", "said"),
    [
        ({"tolerance-0": "4"}, True, None),
        ({"tolerance-0": "4"}, False, None),
        ({"tolerance-0": "3"}, True, "changed since you answered"),
        ({}, False, "a new question"),
        (None, True, None),  # nobody was asked
    ],
)
def test_an_answer_to_another_amount_does_not_count(house, adatum, seen, accepted, said):
    type(house.company).objects.update(payment_tolerance_max=5, payment_tolerance_warning=True)
    invoice = house.invoice_of("100", adatum)
    paid = payment(house, adatum, "-96")
    before = state(paid, invoice)
    options = {"accept_tolerance": accepted, "seen": seen}
    if said is None:
        apply(paid, invoice, **options)
        assert [row[1] for row in state(paid, invoice)] == [0, 0 if accepted else 4]
    else:
        with pytest.raises(PostingRefused, match=said):
            apply(paid, invoice, **options)
        assert state(paid, invoice) == before


@pytest.mark.parametrize("at_once", [True, False])
def test_a_customer_without_tolerance_gets_none_even_where_an_entry_still_has_some(
    house, adatum, at_once
):
    type(house.company).objects.update(payment_tolerance_max=5, payment_discount_grace="3D")
    invoice = house.invoice_of(
        "1000", adatum, discount_percent=D(2), discount_date=TODAY, payment_terms=house.terms
    )
    type(adatum).objects.update(block_payment_tolerance=True)
    if at_once:
        paid = payment(house, adatum, "-975", day=LATER, applies=[invoice])
    else:
        paid = payment(house, adatum, "-975", day=LATER)
        apply(paid, invoice, day=LATER, accept_tolerance=True, accept_late=[invoice.pk])
    assert [row[1] for row in state(paid, invoice)] == [0, 25]


def refused(command):
    with pytest.raises(PostingRefused) as caught:
        post(command)
    return str(caught.value)


def test_what_can_not_be_applied_says_why(house, adatum):
    invoice = house.invoice_of("100", adatum)
    other = house.invoice_of("100", house.customer("Contoso"))
    paid = payment(house, adatum, "-50")
    second = payment(house, adatum, "-50", "P2")
    assert "Nothing is marked" in refused(apply_command(paid))
    assert "has the sign of P1" in refused(apply_command(paid, second))
    assert "belongs to" in refused(apply_command(paid, other))
    assert "must have the sign" in refused(apply_command(paid, (invoice, "-10")))
    assert "P1 can't be applied to itself" in refused(apply_command(paid, invoice, paid))
    assert "has only 100.00 left" in refused(apply_command(paid, (invoice, "100.01")))
    apply(paid, invoice)
    assert "P1 is closed" in refused(apply_command(paid, invoice))


def test_the_application_is_not_before_any_of_its_entries(house, adatum):
    invoice = house.invoice_of("100", adatum, day=LATER)
    paid = payment(house, adatum, "-100")
    assert "was posted on" in refused(apply_command(paid, invoice))
    apply(paid, invoice, day=LATER)
    assert state(invoice)[0][0] is False


def test_a_blocked_customer_and_a_closed_period_are_refused(house, adatum):
    invoice, paid = house.invoice_of("100", adatum), payment(house, adatum, "-100")
    type(adatum).objects.update(blocked="all")
    type(house.company).objects.update(allow_posting_from=LATER)
    told = refused(apply_command(paid, invoice))
    assert "Can't apply the entries" in told
    assert "outside the company's posting period" in told


def test_the_same_command_twice_is_one_application(house, adatum):
    invoice, paid = house.invoice_of("100", adatum), payment(house, adatum, "-100")
    command = apply_command(paid, invoice)
    assert post(command) == post(command)
    assert Register.objects.filter(source="application").count() == 1
    with pytest.raises(KeyReused):
        apply(paid, (invoice, "50"), version=command.version)


def test_an_entry_that_changed_since_it_was_looked_at_is_told(house, adatum):
    first, second = (house.invoice_of("50", adatum) for _ in range(2))
    paid = payment(house, adatum, "-100")
    command = apply_command(second, paid)
    apply(paid, first, second)
    with pytest.raises(SourceChanged, match="applied or changed meanwhile"):
        post(command)


def test_marks_of_the_set_go_and_marks_of_others_are_told(house, adatum):
    first, second = (house.invoice_of("50", adatum) for _ in range(2))
    paid = payment(house, adatum, "-100")
    own = set_of(CUSTOMER, paid.pk)
    for entry, owner in ((first, own), (second, "journal-line:1")):
        ApplicationMark.objects.create(
            customer_entry=entry, owner=owner, amount=D(50), marked_at=timezone.now()
        )
    assert "is marked by ?" in refused(apply_command(paid, first, second))
    apply(paid, first)
    assert [mark.owner for mark in ApplicationMark.objects.all()] == ["journal-line:1"]


def test_the_preview_shows_what_is_written(house, adatum):
    invoice, paid = house.invoice_of("100", adatum), payment(house, adatum, "-100")
    shown = preview(apply_command(paid, invoice))
    assert shown.plan is not None
    assert [(d.entry_type, d.amount) for d in shown.plan.details] == [
        ("application", -100),
        ("application", 100),
    ]
    assert state(invoice)[0][0] is True
