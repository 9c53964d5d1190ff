"""A return order of a posted invoice: its prices, and never more than is left of it."""

from decimal import Decimal

import pytest

from customers.models import Customer
from ledger.books import check_books
from ledger.documents.cancel import cancel_invoice
from ledger.documents.delete import delete_document
from ledger.documents.edit import edit_document
from ledger.documents.lines import LineInput
from ledger.documents.refused import DocumentRefused
from ledger.documents.return_invoice import return_invoice
from ledger.models import PostedCreditMemo, PostedInvoice, SalesDocument, VatPostingSetup
from tests.builders import TODAY

D = Decimal


def invoice_of(house, *lines, **fields):
    fields.setdefault("currency", house.eur)
    draft = house.draft(house.customer(), *(lines or [("10", "100")]), **fields)
    draft.lines.update(discount_percent=10)
    house.post_draft(draft)
    return PostedInvoice.objects.latest("id")


def returned(invoice, *quantities):
    """A return of so much of each line; of everything without quantities."""
    lines = invoice.lines.order_by("line_no")
    wanted = {line.pk: D(q) for line, q in zip(lines, quantities, strict=False)}
    return return_invoice(invoice.pk, wanted or None, today=TODAY, user=None)


def retyped(document, **changes):
    """The document's only line as it would be typed again, with changes."""
    line = document.lines.get()
    facts = {"item": line.item, "quantity": line.quantity, "unit_price": line.unit_price,
             "discount_percent": line.discount_percent}  # fmt: skip
    return [LineInput(line_no=line.line_no, **(facts | changes))]


def test_lines_come_with_the_prices_and_discounts_of_the_invoice(house):
    invoice = invoice_of(house, ("10", "33.335"), ("4", "7"), external_document_no="PO-7")
    document = returned(invoice, "2", "4")
    assert (document.type, document.status) == ("return_order", "open")
    assert document.external_document_no == "PO-7"
    assert [
        (line.line_no, line.quantity, line.unit_price, line.discount_percent, line.to_ship)
        for line in document.lines.all()
    ] == [(10_000, 2, D("33.335"), 10, 2), (20_000, 4, 7, 10, 4)]
    assert document.total_net == D("60.00") + D("25.20")


def test_what_stays_with_the_customer_is_left_out(house):
    document = returned(invoice_of(house, ("10", "100"), ("4", "7")), "0", "1")
    assert [line.line_no for line in document.lines.all()] == [20_000]


def test_the_credit_is_applied_to_the_open_invoice_and_names_it(house):
    invoice = invoice_of(house)
    document = returned(invoice, "4")
    assert document.applies_to == invoice.entry
    house.post_draft(document)
    memo = PostedCreditMemo.objects.get()
    assert (memo.corrects, memo.total_gross) == (invoice, 432)
    invoice.entry.refresh_from_db()
    assert invoice.entry.remaining == 1080 - 432
    assert check_books() == []


def test_nothing_is_proposed_for_a_paid_invoice(house):
    invoice = invoice_of(house, balancing_account=house.accounts["cash"])
    document = returned(invoice)
    assert document.applies_to is None
    house.post_draft(document)
    assert PostedCreditMemo.objects.get().entry.open


@pytest.mark.parametrize(("second", "fits"), [("7", True), ("7.00001", False)])
def test_two_returns_never_take_the_same_goods(house, second, fits):
    invoice = invoice_of(house)
    returned(invoice, "3")
    if fits:
        assert returned(invoice, second).lines.get().quantity == 7
    else:
        with pytest.raises(DocumentRefused, match="Can't return more than 7 units of invoice"):
            returned(invoice, second)
        assert SalesDocument.objects.filter(type="return_order").count() == 1


def test_everything_takes_what_is_left(house):
    invoice = invoice_of(house)
    first = returned(invoice, "3")
    assert returned(invoice).lines.get().quantity == 7
    with pytest.raises(DocumentRefused, match="is returned already"):
        returned(invoice)
    delete_document(first.pk, first.version)
    assert returned(invoice).lines.get().quantity == 3


def test_nothing_chosen_and_lines_of_others_are_refused(house):
    invoice, other = invoice_of(house), invoice_of(house)
    with pytest.raises(DocumentRefused, match="enter a quantity"):
        returned(invoice, "0")
    with pytest.raises(DocumentRefused, match="does not belong to this invoice"):
        return_invoice(invoice.pk, {other.lines.get().pk: D(1)}, today=TODAY, user=None)
    with pytest.raises(DocumentRefused, match="can't be negative"):
        returned(invoice, "-1")
    with pytest.raises(DocumentRefused, match="does not exist"):
        return_invoice(0, today=TODAY, user=None)


def test_a_quantity_is_raised_to_what_is_left_and_no_further(house):
    invoice = invoice_of(house)
    returned(invoice, "3")
    document = returned(invoice, "2")
    document = edit_document(
        document.pk, document.version, {}, retyped(document, quantity=D(7))
    )
    with pytest.raises(DocumentRefused, match="Can't return more than 7 units"):
        edit_document(document.pk, document.version, {}, retyped(document, quantity=D(8)))


def test_another_item_is_no_return_of_the_line(house):
    from ledger.models import Item

    document = returned(invoice_of(house), "2")
    helmet = Item.objects.create(
        no="2000", description="Helmet", unit="pcs", unit_price=D(40),
        product_group=house.product_group, vat_product_group=house.vat_product_group,
    )  # fmt: skip
    with pytest.raises(DocumentRefused, match="The line takes back invoice INV00001"):
        edit_document(document.pk, document.version, {}, retyped(document, item=helmet))


def test_the_parties_of_the_invoice_stay(house):
    document = returned(invoice_of(house), "2")
    with pytest.raises(DocumentRefused, match="takes back an invoice"):
        edit_document(document.pk, document.version, {"sell_to": house.customer("Other")})


def test_a_discontinued_item_still_comes_back(house):
    invoice = invoice_of(house)
    house.item.blocked = True
    house.item.save()
    document = returned(invoice, "2")
    edit_document(document.pk, document.version, {}, retyped(document, quantity=D(3)))
    house.post_draft(document)
    assert PostedCreditMemo.objects.count() == 1


def test_a_cancelled_invoice_is_not_returned_and_a_returned_one_not_cancelled(house):
    cancelled, kept = invoice_of(house), invoice_of(house)
    memo = cancel_invoice(cancelled.pk, today=TODAY, user=None)
    with pytest.raises(DocumentRefused, match=f"was cancelled by credit memo {memo.no}"):
        returned(cancelled)
    document = returned(kept, "1")
    with pytest.raises(DocumentRefused, match=f"return order {document.no} takes goods"):
        cancel_invoice(kept.pk, today=TODAY, user=None)
    delete_document(document.pk, document.version)
    cancel_invoice(kept.pk, today=TODAY, user=None)


def test_the_credit_of_a_return_is_not_taken_for_a_cancellation(house):
    """Asked to cancel, the credit memo of a return once would have come back as the answer."""
    invoice = invoice_of(house)
    document = returned(invoice)
    document.applies_to = None
    document.save()
    house.post_draft(document)
    with pytest.raises(DocumentRefused, match="takes goods"):
        cancel_invoice(invoice.pk, today=TODAY, user=None)


def test_vat_that_was_not_charged_is_not_given_back(house):
    invoice = invoice_of(house)
    VatPostingSetup.objects.update(rate=D(21))
    with pytest.raises(DocumentRefused, match="the VAT setup changed"):
        returned(invoice)
    assert not SalesDocument.objects.filter(type="return_order").exists()


@pytest.mark.parametrize(
    ("blocked", "refused"), [("", False), ("ship", False), ("invoice", False), ("all", True)]
)
def test_only_the_block_for_all_refuses_a_return(house, blocked, refused):
    invoice = invoice_of(house)
    Customer.objects.update(blocked=blocked)
    if refused:
        with pytest.raises(DocumentRefused, match="Can't create the return order: customer"):
            returned(invoice)
    else:
        assert returned(invoice).pk


def test_lowered_to_what_was_credited_it_is_done(house):
    """Less came back than was agreed; the order once stayed in the list of what is to do."""
    document = returned(invoice_of(house), "5")
    document.lines.update(to_ship=3, to_invoice=3)
    house.post_draft(document)
    document.refresh_from_db()
    assert document.status == "released"
    SalesDocument.objects.filter(pk=document.pk).update(status="open")
    edit_document(document.pk, document.version, {}, retyped(document, quantity=D(3)))
    document.refresh_from_db()
    assert document.status == "posted"
