"""A discount that was reckoned on less than the invoice now owes is refused, not dropped."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.posting import PostingRefused, post
from payments.models import AppliedEntry
from payments.reconciliation.parts import add_up, set_account
from payments.reconciliation.posting import post_journal
from tests.payments.reconciliation.camt import DAY
from tests.payments.reconciliation.conftest import TODAY


def test_a_part_that_no_longer_closes_its_invoice_gets_no_discount(house, accountant, line_of):
    """700.00 were open, 680.00 paid them; an unapplied payment opened 1000.00 again."""
    invoice = house.invoice_of(
        "1000.00", day=date(2026, 5, 1), discount_date=DAY, discount_percent=Decimal(2)
    )
    line = line_of("680.00")
    set_account(line, "customer", invoice.customer)
    AppliedEntry.objects.create(line=line, customer_entry=invoice, amount=700, discount=20)
    add_up(line, 5)
    line.save()
    journal = line.journal
    journal.refresh_from_db()
    posting = post_journal(
        journal, version=journal.version, user_id=accountant.pk, today=TODAY, reconcile=False
    )
    with pytest.raises(PostingRefused, match=r"discount of 20.00 on .* no longer possible"):
        post(posting)
