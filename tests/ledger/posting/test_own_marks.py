"""What was marked for an entry is free again once that entry is closed."""

import pytest
from django.utils import timezone

from ledger.applying.applicants import applicant
from ledger.applying.marks import mark
from ledger.models import ApplicationMark
from ledger.posting.for_sources import set_of
from tests.ledger.applying.actions import CUSTOMER, apply, payment, reverse


@pytest.fixture
def marked(house):
    """Three open entries of a customer; the invoice is marked for the payment."""
    customer = house.customer()
    invoice, other = (house.invoice_of("100", customer) for _ in range(2))
    paid = payment(house, customer, "-100")
    take(paid, invoice)
    return paid, invoice, other


def take(paid, invoice):
    one = applicant(set_of(CUSTOMER, paid.pk))
    assert one is not None
    mark(one, invoice.pk, user_id=None, now=timezone.now())


def test_a_payment_closed_elsewhere_gives_free_what_was_marked_for_it(house, marked):
    paid, invoice, other = marked
    apply(other, paid)
    assert not ApplicationMark.objects.exists()
    take(payment(house, paid.customer, "-100", "P2"), invoice)


def test_a_payment_that_keeps_a_remainder_keeps_its_marks(marked):
    paid, invoice, other = marked
    apply(other, (paid, "-40"))
    assert ApplicationMark.objects.get().customer_entry_id == invoice.pk


def test_a_reversed_payment_gives_free_what_was_marked_for_it(marked):
    paid, _invoice, _other = marked
    reverse(paid)
    assert not ApplicationMark.objects.exists()


def test_marks_on_a_closed_entry_stay_with_who_marked_it(house, marked):
    """His set says itself that the entry was closed meanwhile."""
    paid, invoice, _other = marked
    payment(house, paid.customer, "-100", "P2", applies=[invoice])
    assert ApplicationMark.objects.get().owner == set_of(CUSTOMER, paid.pk)
