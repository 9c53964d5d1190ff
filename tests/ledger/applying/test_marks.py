"""Marking entries for an application (ledger spec, section 3)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from ledger.applying.applicants import applicant
from ledger.applying.marks import MarkedElsewhere, clear_marks, mark, marks_of, unmark
from ledger.models import ApplicationMark
from ledger.posting import PartyKind, PostingRefused, post
from ledger.posting.for_sources import set_of
from tests.builders import TODAY
from tests.ledger.applying.actions import CUSTOMER, apply, payment
from tests.ledger.posting.paying import Line, paying

D = Decimal
NOW = timezone.now()


@pytest.fixture
def adatum(house):
    return house.customer()


@pytest.fixture
def paid(house, adatum):
    return payment(house, adatum, "-150")


def of(entry, kind=CUSTOMER):
    found = applicant(set_of(kind, entry.pk))
    assert found is not None
    return found


def mark_for(paid, entry, amount=None, *, user=None, kind=CUSTOMER):
    amount = None if amount is None else D(amount)
    user_id = user.pk if user else None
    return mark(of(paid, kind), entry.pk, user_id=user_id, now=NOW, amount=amount)


def kept(paid):
    return [(one.customer_entry_id, one.amount) for one in marks_of(set_of(CUSTOMER, paid.pk))]


def refused(*arguments, **options):
    with pytest.raises(PostingRefused) as caught:
        mark_for(*arguments, **options)
    return str(caught.value)


def test_all_that_remains_is_marked_until_another_amount_is_set(house, adatum, paid):
    invoice = house.invoice_of("100", adatum)
    mark_for(paid, invoice)
    assert kept(paid) == [(invoice.pk, 100)]
    mark_for(paid, invoice, "30")
    assert kept(paid) == [(invoice.pk, 30)]


def test_unmarking_and_clearing(house, adatum, paid):
    first, second = (house.invoice_of("100", adatum) for _ in range(2))
    mark_for(paid, first), mark_for(paid, second)
    for _again in range(2):
        unmark(of(paid), first.pk, user_id=None, now=NOW)
        assert kept(paid) == [(second.pk, 100)]
    assert clear_marks(of(paid), user_id=None) == 1
    assert kept(paid) == []


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("100.00", ""),  # all of it
        ("100.01", "has only 100.00 left, not 100.01"),
        ("0", "must have the sign of 100.00"),
        ("-1", "must have the sign of 100.00"),
        ("0.001", "0.001 has more decimals than EUR allows"),
    ],
)
def test_an_amount_has_the_entrys_sign_and_never_exceeds_it(house, adatum, paid, amount, told):
    invoice = house.invoice_of("100", adatum)
    if told:
        assert told in refused(paid, invoice, amount)
        assert kept(paid) == []
    else:
        mark_for(paid, invoice, amount)
        assert kept(paid) == [(invoice.pk, D(amount))]


def test_what_can_not_be_marked_says_why(house, adatum, paid):
    other = house.invoice_of("100", house.customer("Contoso"))
    closed = house.invoice_of("50", adatum)
    apply(payment(house, adatum, "-50", "P2"), closed)
    assert "does not belong to" in refused(paid, other)
    assert "was closed meanwhile" in refused(paid, closed)
    assert "can't be applied to itself" in refused(paid, paid)
    invoice = house.invoice_of("150", adatum)
    apply(paid, invoice)
    assert "Payment P1 is closed" in refused(paid, house.invoice_of("1", adatum))


def test_an_entry_posted_after_a_journal_line_is_not_marked_for_it(house, adatum, paid):
    late = house.invoice_of("100", adatum, day=TODAY + timedelta(days=1))
    line = replace(of(paid), latest=TODAY)
    with pytest.raises(PostingRefused, match="Give that a later date first"):
        mark(line, late.pk, user_id=None, now=NOW)
    mark(replace(line, latest=late.posting_date), late.pk, user_id=None, now=NOW)


def test_a_second_user_is_told_who_marked_it_when_and_for_what(house, adatum, paid):
    invoice = house.invoice_of("100", adatum)
    mark_for(paid, invoice, "60", user=house.user("clara", "clerk"))
    second = payment(house, adatum, "-100", "P2")
    with pytest.raises(MarkedElsewhere) as caught:
        mark_for(second, invoice, user=house.user("andre"))
    told = str(caught.value)
    assert "is marked for Payment P1, by clara on" in told
    assert "Take it off there first" in told
    assert caught.value.other == of(paid)
    assert kept(paid) == [(invoice.pk, 60)]
    assert kept(second) == []


def test_a_mark_for_something_that_is_gone_still_tells_who(house, adatum, paid):
    invoice = house.invoice_of("100", adatum)
    ApplicationMark.objects.create(
        customer_entry=invoice, owner="journal-line:999", amount=D(1), marked_at=NOW
    )
    assert "marked for something that is gone, by ?" in refused(paid, invoice)


def test_vendor_entries_are_marked_alike(house):
    vendor = house.vendor()
    fees = house.accounts["fees"].pk
    for key, amount, kind in (("I1", "-100", "invoice"), ("P1", "80", "payment")):
        post(paying(key, Line(vendor.pk, amount, kind, "vendor"), account_id=fees))
    invoice, paid = vendor.ledger_entries.order_by("pk")
    mark_for(paid, invoice, kind=PartyKind.VENDOR)
    (one,) = marks_of(set_of(PartyKind.VENDOR, paid.pk))
    assert (one.vendor_entry_id, one.amount) == (invoice.pk, -100)


@pytest.mark.parametrize(
    "owner", ["", "customer-entry:", "customer-entry:x", "y:1", "customer"]
)
def test_an_owner_that_nobody_knows_is_none(db, owner):
    assert applicant(owner) is None
