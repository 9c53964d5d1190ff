"""Two users mark one entry, or mark it while it is paid: the second is told, nothing is lost."""

import pytest
from django.utils import timezone

from ledger.applying.applicants import applicant
from ledger.applying.marks import MarkedElsewhere, mark
from ledger.books import check_books
from ledger.models import ApplicationMark, Register
from ledger.posting import PostingRefused, SourceChanged, post
from ledger.posting.for_sources import set_of
from tests.ledger.applying.actions import CUSTOMER, apply_command, payment

pytestmark = pytest.mark.committing


def of(entry):
    return applicant(set_of(CUSTOMER, entry.pk))


def test_ten_users_mark_one_invoice_and_nine_are_told_for_what(committed_house, run_together):
    house = committed_house
    adatum = house.customer()
    invoice = house.invoice_of("100", adatum)
    payments = [payment(house, adatum, "-10", f"P{n}") for n in range(10)]
    users = [house.user(f"user{n}") for n in range(10)]

    def attempt(n):
        return mark(of(payments[n]), invoice.pk, user_id=users[n].pk, now=timezone.now())

    outcomes = run_together(10, attempt, list(range(10)))
    told = [str(one) for one in outcomes if isinstance(one, MarkedElsewhere)]
    (kept,) = [one for one in outcomes if isinstance(one, ApplicationMark)]
    assert len(told) == 9
    place = users.index(kept.marked_by)
    assert all(f"marked for Payment P{place}, by user{place}" in one for one in told)
    assert ApplicationMark.objects.get().owner == set_of(CUSTOMER, payments[place].pk)


def test_the_same_user_marks_twice_at_once_and_there_is_one_mark(committed_house, run_together):
    house = committed_house
    adatum = house.customer()
    invoice, paid = house.invoice_of("100", adatum), payment(house, adatum, "-100")
    outcomes = run_together(
        5, lambda: mark(of(paid), invoice.pk, user_id=None, now=timezone.now())
    )
    assert [type(one) for one in outcomes] == [ApplicationMark] * 5
    assert ApplicationMark.objects.count() == 1


def test_marking_while_it_is_paid_is_told_or_loses_no_money(committed_house, run_together):
    house = committed_house
    adatum = house.customer()
    invoice = house.invoice_of("100", adatum)
    first, second = payment(house, adatum, "-100"), payment(house, adatum, "-100", "P2")
    command = apply_command(first, invoice)

    def attempt(what):
        if what == "post":
            return post(command)
        return mark(of(second), invoice.pk, user_id=None, now=timezone.now())

    posted, marked = run_together(2, attempt, ["post", "mark"])
    if isinstance(marked, ApplicationMark):  # it came first, so posting tells of the mark
        assert isinstance(posted, PostingRefused)
        assert "is marked by" in str(posted)
    else:
        assert "was closed meanwhile" in str(marked)
        assert isinstance(posted, Register)
    assert check_books() == []


def test_two_users_apply_the_same_payment_and_the_second_is_told(committed_house, run_together):
    house = committed_house
    adatum = house.customer()
    invoices = [house.invoice_of("100", adatum) for _ in range(2)]
    paid = payment(house, adatum, "-100")
    commands = [apply_command(paid, one) for one in invoices]
    outcomes = run_together(2, post, commands)
    assert sum(isinstance(one, Register) for one in outcomes) == 1
    (told,) = [one for one in outcomes if isinstance(one, PostingRefused)]
    assert isinstance(told, SourceChanged) or "posted before with other content" in str(told)
    assert check_books() == []
