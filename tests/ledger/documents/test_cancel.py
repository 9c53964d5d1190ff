"""A posted invoice is cancelled by a credit memo that closes it, if nothing happened to it."""

from decimal import Decimal

import pytest

from customers.models import Customer
from ledger.books import check_books
from ledger.documents.cancel import cancel_invoice, preview_cancel
from ledger.documents.refused import DocumentRefused
from ledger.models import (
    CustomerLedgerEntry,
    GeneralLedgerEntry,
    PostedCreditMemo,
    PostedInvoice,
    SalesDocument,
    VatPostingSetup,
)
from tests.builders import TODAY


def cancel(entry):
    return cancel_invoice(entry.posted_invoice.pk, today=TODAY, user=None)


def test_invoice_and_credit_memo_close_each_other(house, guards_now):
    entry = house.invoice_of("120.00")
    memo = cancel(entry)
    guards_now()
    assert (memo.total_gross, memo.corrects) == (120, entry.posted_invoice)
    assert not CustomerLedgerEntry.objects.open().exists()
    accounts = GeneralLedgerEntry.objects.filter(account=house.accounts["receivables"])
    assert sum(e.amount for e in accounts) == 0


def test_cancelling_again_returns_the_first_credit_memo(house):
    entry = house.invoice_of("120.00")
    assert cancel(entry) == cancel(entry)
    assert PostedCreditMemo.objects.count() == 1


def test_a_foreign_invoice_is_cancelled_at_its_own_rate(house):
    """It was refused while foreign entries could not be applied."""
    entry = house.invoice_of("120.00", currency=house.usd, factor=Decimal("0.8"))
    cancel(entry)
    left = CustomerLedgerEntry.objects.values_list("open", "remaining", "remaining_lcy")
    assert list(left) == [(False, 0, 0)] * 2
    assert check_books() == []


def test_a_partly_paid_invoice_is_refused(house):
    entry = house.invoice_of("120.00")
    memo = house.draft(
        entry.customer, ("1", "10"), kind="credit_memo", applies_to=entry,
        prices_including_vat=True,
    )  # fmt: skip
    house.post_draft(memo)
    with pytest.raises(DocumentRefused, match="partly or fully paid; create a credit memo"):
        cancel(entry)


def test_an_invoice_paid_on_posting_is_refused(house):
    entry = house.invoice_of("120.00", balancing_account=house.accounts["cash"])
    with pytest.raises(DocumentRefused, match="partly or fully paid"):
        cancel(entry)


@pytest.mark.parametrize(
    ("blocked", "refused"), [("ship", False), ("invoice", True), ("all", True)]
)
def test_the_block_counts(house, blocked, refused):
    entry = house.invoice_of("120.00")
    Customer.objects.update(blocked=blocked)
    if not refused:
        assert cancel(entry).pk
        return
    with pytest.raises(
        DocumentRefused, match=r"Can't cancel invoice INV00001: customer .* is blocked"
    ):
        cancel(entry)
    assert not PostedCreditMemo.objects.exists()


def test_a_changed_vat_rate_is_refused(house):
    entry = house.invoice_of("120.00", None)
    net = house.draft(house.customer(), ("1", "100"))
    house.post_draft(net)
    VatPostingSetup.objects.update(rate=10)
    invoice = PostedInvoice.objects.exclude(pk=entry.posted_invoice.pk).get()
    with pytest.raises(DocumentRefused, match="VAT setup changed"):
        cancel(invoice.entry)


def test_the_preview_leaves_nothing_behind(house):
    entry = house.invoice_of("120.00")
    documents = SalesDocument.objects.count()
    found = preview_cancel(entry.posted_invoice.pk, today=TODAY, user=None)
    assert found.refusals == ()
    assert found.plan is not None
    assert sum(one.amount for one in found.plan.general) == 0
    assert SalesDocument.objects.count() == documents
    assert not PostedCreditMemo.objects.exists()
