"""Goods are collected into one bill, never more than moved: shipments into an invoice, return
receipts into a credit memo."""

from decimal import Decimal

import pytest

from ledger.documents.collect import collect_goods, collectable_lines
from ledger.documents.create import create_document
from ledger.documents.delete import delete_document
from ledger.documents.posting import undo_goods
from ledger.documents.refused import DocumentRefused
from ledger.documents.return_invoice import return_invoice
from ledger.models import PostedReturnReceiptLine, PostedShipmentLine, SalesDocument
from ledger.posting import PostingRefused, post
from tests.builders import TODAY

Type = SalesDocument.Type
D = Decimal


def shipped(house, customer, quantity="4", **fields):
    order = house.draft(customer, (quantity, "100"), kind=Type.ORDER, **fields)
    house.post_draft(order, invoice=False)
    return order


def new_invoice(customer):
    return create_document(Type.INVOICE, customer, today=TODAY, user=None)


def test_one_invoice_serves_several_orders(house, guards_now):
    customer = house.customer()
    orders = [shipped(house, customer), shipped(house, customer, "6")]
    invoice = new_invoice(customer)
    ids = [line.pk for line in collectable_lines(invoice)]
    assert len(ids) == 2
    invoice = collect_goods(invoice.pk, 1, ids)
    assert invoice.total_gross == D(1200)
    assert list(invoice.lines.values_list("kind", flat=True)) == ["comment", "item"] * 2
    house.post_draft(invoice)
    guards_now()
    for order in orders:
        order.refresh_from_db()
        line = order.lines.get()
        assert (order.status, line.invoiced, line.shipped) == (
            "posted",
            line.quantity,
            line.quantity,
        )


def test_other_customers_and_currencies_are_not_offered(house):
    customer = house.customer()
    shipped(house, house.customer("Other"))
    shipped(house, customer, currency=house.usd, factor=D("0.9"))
    assert not collectable_lines(new_invoice(customer)).exists()


def test_what_another_draft_takes_is_not_offered_twice(house):
    customer = house.customer()
    shipped(house, customer)
    first, second = new_invoice(customer), new_invoice(customer)
    [line] = collectable_lines(first)
    collect_goods(first.pk, 1, [line.pk])
    assert not collectable_lines(second).exists()
    with pytest.raises(DocumentRefused, match="collected elsewhere"):
        collect_goods(second.pk, 1, [line.pk])
    delete_document(first.pk, 2)
    assert collectable_lines(second).exists()


def test_a_shipment_invoiced_from_its_order_meanwhile_is_refused_when_posting(house):
    customer = house.customer()
    order = shipped(house, customer)
    invoice = new_invoice(customer)
    invoice = collect_goods(invoice.pk, 1, [PostedShipmentLine.objects.get().pk])
    house.post_draft(order)
    with pytest.raises(PostingRefused, match="already invoiced"):
        house.post_draft(invoice)


def test_an_undone_shipment_is_not_offered_and_a_collected_one_not_undone(house):
    customer = house.customer()
    shipped(house, customer)
    line = PostedShipmentLine.objects.get()
    invoice = new_invoice(customer)
    collect_goods(invoice.pk, 1, [line.pk])
    undo = undo_goods(line.document, [line.pk], user_id=None, today=TODAY)
    with pytest.raises(PostingRefused, match="collects this shipment"):
        post(undo)
    delete_document(invoice.pk, 2)
    post(undo)
    assert not collectable_lines(new_invoice(customer)).exists()


def test_only_an_open_invoice_collects_and_something_must_be_chosen(house):
    order = house.draft(house.customer(), kind=Type.ORDER)
    with pytest.raises(DocumentRefused, match="make an invoice"):
        collect_goods(order.pk, 1, [1])
    invoice = new_invoice(house.customer())
    with pytest.raises(DocumentRefused, match="at least one"):
        collect_goods(invoice.pk, 1, [])


def received(house, customer, quantity="4", **fields):
    draft = house.draft(customer, (quantity, "100"), kind=Type.RETURN_ORDER, **fields)
    house.post_draft(draft, invoice=False)
    return draft


def new_memo(customer):
    return create_document(Type.CREDIT_MEMO, customer, today=TODAY, user=None)


def test_one_credit_memo_serves_several_returns(house, guards_now):
    customer = house.customer()
    shipped(house, customer)  # goods that left are none of a credit memo's
    returns = [received(house, customer), received(house, customer, "6")]
    memo = new_memo(customer)
    ids = [line.pk for line in collectable_lines(memo)]
    assert ids == list(
        PostedReturnReceiptLine.objects.order_by("id").values_list("pk", flat=True)
    )
    memo = collect_goods(memo.pk, 1, ids)
    assert memo.total_gross == D(1200)
    assert memo.lines.earliest("line_no").description == "Return receipt RCP00001:"
    house.post_draft(memo)
    guards_now()
    for draft in returns:
        draft.refresh_from_db()
        line = draft.lines.get()
        assert (draft.status, line.invoiced) == ("posted", line.quantity)


def test_the_same_receipt_is_neither_collected_twice_nor_credited_twice(house):
    customer = house.customer()
    draft = received(house, customer)
    first, second = new_memo(customer), new_memo(customer)
    ids = [PostedReturnReceiptLine.objects.get().pk]
    collect_goods(first.pk, 1, ids)
    with pytest.raises(DocumentRefused, match="return receipt is already credited, undone or"):
        collect_goods(second.pk, 1, ids)
    house.post_draft(draft)
    with pytest.raises(PostingRefused, match="This return receipt is already credited"):
        house.post_draft(first)


def returned(invoice, quantity):
    wanted = {invoice.lines.get().pk: D(quantity)}
    return return_invoice(invoice.pk, wanted, today=TODAY, user=None)


def test_what_an_open_invoice_gets_back_is_proposed_for_it(house):
    entry = house.invoice_of("1000.00")
    invoice = entry.posted_invoice
    house.post_draft(returned(invoice, "0.5"), invoice=False)
    memo = new_memo(entry.customer)
    assert not collectable_lines(memo).exists()  # priced without VAT, unlike the invoice
    memo.prices_including_vat = True
    memo.save()
    memo = collect_goods(memo.pk, 1, [line.pk for line in collectable_lines(memo)])
    assert memo.applies_to == entry
    heading = memo.lines.earliest("line_no").description
    assert heading == "Return receipt RCP00001 of invoice INV00001:"
    house.post_draft(memo)
    entry.refresh_from_db()
    assert entry.remaining == D(500)


def test_nothing_is_proposed_for_the_returns_of_two_invoices(house):
    customer = house.customer()
    for _ in range(2):
        invoice = house.invoice_of("1000.00", customer).posted_invoice
        house.post_draft(returned(invoice, "1"), invoice=False)
    memo = new_memo(customer)
    memo.prices_including_vat = True
    memo.save()
    memo = collect_goods(memo.pk, 1, [line.pk for line in collectable_lines(memo)])
    assert memo.applies_to is None


def test_only_an_open_credit_memo_collects_returns(house):
    draft = house.draft(house.customer(), kind=Type.RETURN_ORDER)
    with pytest.raises(DocumentRefused, match="can't collect return receipts: make a credit"):
        collect_goods(draft.pk, 1, [1])
    with pytest.raises(DocumentRefused, match="at least one return receipt line"):
        collect_goods(new_memo(house.customer()).pk, 1, [])
