"""A return order receives and credits in parts; the same rules as an order, the other way round."""

from decimal import Decimal

import pytest

from ledger.books import check_books
from ledger.models import (
    CustomerLedgerEntry,
    GeneralLedgerEntry,
    PostedCreditMemo,
    PostedReturnReceipt,
    PostedReturnReceiptLine,
    PostedShipment,
    SalesLine,
    Transaction,
)
from ledger.posting import PostingRefused
from tests.builders import TODAY


def return_of(house, quantity="10", **fields):
    return house.draft(house.customer(), (quantity, "100"), kind="return_order", **fields)


def quantities(draft):
    line = SalesLine.objects.get(document=draft)
    return line.shipped, line.invoiced, line.to_ship, line.to_invoice


def credited():
    return [int(memo.total_gross) for memo in PostedCreditMemo.objects.order_by("id")]


def test_ten_at_a_hundred_come_back_as_they_went(house, guards_now):
    """The specification's example of an order, mirrored."""
    draft = return_of(house)
    draft.lines.update(to_ship=4, to_invoice=3)
    house.post_draft(draft)
    assert quantities(draft) == (4, 3, 6, 7)
    assert credited() == [360]
    house.post_draft(draft, ship=False)
    assert quantities(draft) == (4, 4, 6, 6)
    assert credited()[1:] == [120]
    with pytest.raises(PostingRefused, match="Nothing to post"):
        house.post_draft(draft, ship=False)
    house.post_draft(draft)
    assert quantities(draft) == (10, 10, 0, 0)
    assert credited()[2:] == [720]
    draft.refresh_from_db()
    assert draft.status == "posted"
    received = PostedReturnReceiptLine.objects.order_by("id")
    assert [(line.quantity, line.invoiced) for line in received] == [(4, 4), (6, 6)]
    assert not PostedShipment.objects.exists()
    guards_now()
    assert check_books() == []


def test_a_return_receipt_writes_no_ledger_rows(house):
    draft = return_of(house, external_document_no="THEIRS-1")
    house.post_draft(draft, invoice=False)
    receipt = PostedReturnReceipt.objects.get()
    assert (receipt.no, receipt.order_no) == ("RCP00001", draft.no)
    assert (receipt.external_document_no, receipt.posting_date) == ("THEIRS-1", TODAY)
    for model in (Transaction, CustomerLedgerEntry, GeneralLedgerEntry, PostedCreditMemo):
        assert not model.objects.exists(), model.__name__


def test_the_credit_memo_goes_to_the_accounts_of_returns(house):
    draft = return_of(house)
    house.post_draft(draft)
    memo = PostedCreditMemo.objects.get()
    assert (memo.no, memo.order_no, memo.entry.amount) == ("CRM00001", draft.no, -1200)
    booked = {
        e.account.no: e.amount for e in GeneralLedgerEntry.objects.select_related("account")
    }
    assert booked == {"7090": 1000, "4457": 200, "4110": -1200}


def test_the_credit_settles_the_invoice_it_names(house):
    entry = house.invoice_of("1000.00")
    draft = house.draft(entry.customer, ("10", "50"), kind="return_order", applies_to=entry)
    draft.lines.update(to_ship=4, to_invoice=4)
    for left in ("760", "400"):
        house.post_draft(draft)
        entry.refresh_from_db()
        assert entry.remaining == Decimal(left)
    assert not CustomerLedgerEntry.objects.filter(
        document_type="credit_memo", open=True
    ).exists()
    assert check_books() == []


def test_without_a_name_the_oldest_invoices_are_settled(house):
    customer = house.customer(application_method="oldest")
    first, second = (house.invoice_of("700.00", customer) for _ in range(2))
    house.post_draft(house.draft(customer, ("10", "100"), kind="return_order"))
    for entry, left in ((first, 0), (second, 200)):
        entry.refresh_from_db()
        assert entry.remaining == left


def test_a_named_invoice_that_is_closed_meanwhile_refuses_the_credit_not_the_receipt(house):
    entry = house.invoice_of("120.00")
    draft = house.draft(entry.customer, ("1", "100"), kind="return_order", applies_to=entry)
    memo = house.draft(entry.customer, ("1", "100"), kind="credit_memo", applies_to=entry)
    house.post_draft(memo)
    with pytest.raises(PostingRefused, match="no longer open"):
        house.post_draft(draft)
    house.post_draft(draft, invoice=False)
    assert PostedReturnReceipt.objects.count() == 1


def test_a_refund_on_posting_pays_the_credit_out(house):
    house.post_draft(return_of(house, balancing_account=house.accounts["cash"]))
    memo, refund = CustomerLedgerEntry.objects.order_by("id")
    assert (memo.amount, refund.amount, refund.document_type) == (-1200, 1200, "refund")
    assert not memo.open
    assert check_books() == []


def test_no_number_series_for_receipts_is_said_in_words(house):
    from arcore.company.models import SeriesUse

    SeriesUse.objects.filter(purpose="return_receipt").delete()
    draft = return_of(house)
    with pytest.raises(PostingRefused, match="“Posted return receipt”"):
        house.post_draft(draft)
    house.post_draft(house.draft(draft.sell_to))  # what needs no receipt posts on


def test_an_order_and_a_return_post_together(house):
    from ledger.documents.posting import post_documents
    from ledger.posting import post

    customer = house.customer()
    drafts = [house.draft(customer, kind=kind) for kind in ("order", "return_order", "order")]
    post(post_documents({d.pk: 1 for d in drafts}, user_id=None, today=TODAY))
    assert PostedShipment.objects.count() == 2
    assert PostedReturnReceipt.objects.count() == PostedCreditMemo.objects.count() == 1
    assert check_books() == []
