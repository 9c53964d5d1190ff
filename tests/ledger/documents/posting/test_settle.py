"""Posted copies and what drafts have left, also when documents of one order post together."""

from decimal import Decimal

import pytest

from ledger.books import check_books
from ledger.documents.posting import post_documents
from ledger.models import (
    PostedCreditMemoLine,
    PostedInvoice,
    PostedInvoiceLine,
    PostedShipmentLine,
    SalesLine,
)
from ledger.posting import PostingRefused, post
from tests.builders import TODAY


@pytest.fixture
def shipped(house):
    """An order of 10, 4 of them shipped; and the shipment's line."""
    order = house.draft(house.customer(), ("10", "100"), kind="order")
    order.lines.update(to_ship=4)
    house.post_draft(order, invoice=False)
    order.refresh_from_db()
    return order, PostedShipmentLine.objects.get()


def collecting(house, order, line, quantity="4"):
    draft = house.draft(order.sell_to, (quantity, "100"))
    draft.lines.update(shipment_line=line)
    return draft


def together(*drafts, **options):
    versions = {draft.pk: draft.version for draft in drafts}
    return post(post_documents(versions, user_id=None, today=TODAY, **options))


def quantities(order):
    line = SalesLine.objects.get(document=order)
    return line.shipped, line.invoiced, line.to_ship, line.to_invoice


def test_a_collected_shipment_raises_the_orders_invoiced_quantity(house, shipped):
    order, line = shipped
    house.post_draft(collecting(house, order, line))
    assert quantities(order) == (4, 4, 6, 6)
    line.refresh_from_db()
    assert line.invoiced == 4


def test_more_than_was_shipped_is_refused(house, shipped):
    order, line = shipped
    with pytest.raises(PostingRefused, match="already invoiced"):
        house.post_draft(collecting(house, order, line, "5"))


def test_an_order_and_the_invoice_that_collects_it_post_together(house, shipped):
    """The order's own line once kept its invoiced quantity when both were in one batch."""
    order, line = shipped
    order.lines.update(to_ship=6, to_invoice=0)
    together(order, collecting(house, order, line))
    assert quantities(order) == (10, 4, 0, 6)
    assert check_books() == []


def test_an_order_and_an_invoice_never_share_a_shipment(house, shipped):
    """It once ended in a broken constraint instead of words."""
    order, line = shipped
    with pytest.raises(PostingRefused, match="Another document of this posting"):
        together(order, collecting(house, order, line), ship=False)


def test_two_invoices_of_one_batch_never_share_a_shipment(house, shipped):
    order, line = shipped
    drafts = [collecting(house, order, line) for _ in range(2)]
    with pytest.raises(PostingRefused, match="Another document of this posting"):
        together(*drafts)
    assert quantities(order)[1] == 0


def test_two_invoices_of_one_batch_may_halve_a_shipment(house, shipped):
    order, line = shipped
    together(*[collecting(house, order, line, "2") for _ in range(2)])
    assert quantities(order)[1] == 4


def test_a_collected_shipment_that_was_undone_is_refused(house, shipped):
    """A draft could still invoice goods that had come back."""
    order, line = shipped
    draft = collecting(house, order, line)
    PostedShipmentLine.objects.bulk_create(
        [_mirror(line)]
    )  # as by an undo that ran while the draft was made
    with pytest.raises(PostingRefused, match="This shipment was undone"):
        house.post_draft(draft)


def _mirror(line):
    mirrored = PostedShipmentLine.objects.get(pk=line.pk)
    mirrored.pk, mirrored.quantity, mirrored.undone_line = None, -line.quantity, line
    return mirrored


def test_comments_are_copied_and_weigh_nothing(house):
    draft = house.draft(house.customer(), ("1", "100"))
    SalesLine.objects.create(document=draft, line_no=5, kind="comment", description="Thank you")
    house.post_draft(draft)
    lines = PostedInvoiceLine.objects.order_by("line_no").values_list("kind", "gross")
    assert list(lines) == [("comment", 0), ("item", 120)]


def test_a_credit_memo_is_copied_line_by_line(house):
    draft = house.draft(house.customer(), ("1", "100"), ("2", "0.99"), kind="credit_memo")
    house.post_draft(draft)
    lines = PostedCreditMemoLine.objects.order_by("line_no")
    assert [(one.quantity, one.net, one.vat, one.gross) for one in lines] == [
        (1, 100, 20, 120),
        (2, Decimal("1.98"), Decimal("0.40"), Decimal("2.38")),
    ]


def test_a_direct_invoice_ships_where_the_company_says_so(house):
    house.company.shipment_on_invoice = True
    house.company.save()
    house.post_draft(house.draft(house.customer(), ("3", "100")))
    line = PostedShipmentLine.objects.get()
    assert (line.quantity, line.invoiced) == (3, 3)
    assert PostedInvoice.objects.count() == 1


def test_numbers_follow_the_posting_date_within_a_batch(house):
    from datetime import timedelta

    late = house.draft(house.customer(), day=TODAY + timedelta(days=3))
    early = house.draft(house.customer())
    together(late, early)
    numbers = dict(PostedInvoice.objects.values_list("source_document", "no"))
    assert numbers == {early.pk: "INV00001", late.pk: "INV00002"}


def test_one_refused_document_refuses_the_whole_batch(house):
    good, bad = house.draft(house.customer()), house.draft(house.customer(blocked="all"))
    with pytest.raises(PostingRefused, match="blocked for all"):
        together(good, bad)
    assert not PostedInvoice.objects.exists()


def test_copies_that_ride_with_the_posting_equal_those_written_beside_another_document(house):
    """Alone an invoice is copied by the posting's own statement, beside a credit memo after it."""
    customer = house.customer()

    def posted(*others):
        draft = house.draft(customer, ("3", "9.99"), ("1", "5"))
        together(draft, *others)
        draft.refresh_from_db()
        invoice = PostedInvoice.objects.get(source_document=draft)
        head = {name: getattr(invoice, name) for name in ("bill_to", "due_date", "total_gross")}
        shown = (
            "line_no",
            "quantity",
            "net",
            "vat",
            "gross",
            "vat_rate",
            "document__entry__amount",
        )
        left = draft.lines.values_list(
            "line_no", "shipped", "invoiced", "to_ship", "to_invoice"
        )
        return (
            head,
            list(invoice.lines.order_by("line_no").values_list(*shown)),
            list(left.order_by("line_no")),
            (draft.status, draft.version),
        )

    memo = house.draft(customer, ("1", "10"), kind="credit_memo")
    assert posted() == posted(memo)
    assert check_books() == []
