"""An invoice that owes less than its discount is paid in full: no discount, no crash.

1000.00 less 20.00 until the 4th; 995.00 on the 5th leave 5.00 open and the 20.00 possible for
money that came in time but is imported later.
"""

from datetime import date
from decimal import Decimal

import pytest

from ledger.books import check_books
from ledger.models import CustomerLedgerEntry
from ledger.posting import post
from payments.matching.run import match
from payments.reconciliation.apply_by_hand import tick
from payments.reconciliation.posting import post_journal
from payments.reconciliation.put_on_account import put_on_account
from tests.payments.reconciliation.camt import DAY, Money
from tests.payments.reconciliation.conftest import TODAY


@pytest.fixture
def invoice(house, accountant, line_of) -> CustomerLedgerEntry:
    """A late receipt took 995.00 of it."""
    invoice = house.invoice_of(
        "1000.00", day=date(2026, 5, 1), discount_date=DAY, discount_percent=Decimal(2)
    )
    line = line_of("995.00", "first", day=date(2026, 5, 5))
    tick(line.pk, line.version, accountant, kind="customer", entry_id=invoice.pk)
    post_it(line.journal, accountant)
    invoice.refresh_from_db()
    assert (invoice.remaining, invoice.remaining_discount) == (5, 20)
    return invoice


def post_it(journal, user) -> None:
    journal.refresh_from_db()
    post(
        post_journal(
            journal, version=journal.version, user_id=user.pk, today=TODAY, reconcile=False
        )
    )


@pytest.mark.parametrize("money", ["5.00", "15.00", "20.00"])
def test_ticked_it_is_paid_in_full(house, accountant, journal_of, invoice, money):
    line = journal_of(Money(money, "second"), number=2).lines.get()
    tick(line.pk, line.version, accountant, kind="customer", entry_id=invoice.pk)
    part = line.applied_entries.get()
    assert (part.amount, part.discount) == (5, 0)


def test_matched_and_posted_it_is_closed_without_a_discount(
    house, accountant, journal_of, invoice, guards_now
):
    journal = journal_of(Money("20.00", f"pays {invoice.document_no}"), number=2)
    match(journal, user=accountant, today=TODAY)
    line = journal.lines.get()
    part = line.applied_entries.get()
    assert (part.amount, part.discount) == (5, 0)
    put_on_account(line.pk, line.version, accountant)
    post_it(journal, accountant)
    guards_now()
    invoice.refresh_from_db()
    payment = invoice.customer.ledger_entries.get(document_type="payment", open=True)
    assert not invoice.open
    assert payment.remaining == -15
    assert check_books() == []
