"""Shipment lines are collected into an invoice, never more than was shipped."""

from decimal import Decimal

import pytest

from ledger.documents.collect import collect_shipments, collectable_lines
from ledger.documents.create import create_document
from ledger.documents.delete import delete_document
from ledger.documents.posting import undo_shipment
from ledger.documents.refused import DocumentRefused
from ledger.models import PostedShipmentLine, SalesDocument
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
    invoice = collect_shipments(invoice.pk, 1, ids)
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
    collect_shipments(first.pk, 1, [line.pk])
    assert not collectable_lines(second).exists()
    with pytest.raises(DocumentRefused, match="collected elsewhere"):
        collect_shipments(second.pk, 1, [line.pk])
    delete_document(first.pk, 2)
    assert collectable_lines(second).exists()


def test_a_shipment_invoiced_from_its_order_meanwhile_is_refused_when_posting(house):
    customer = house.customer()
    order = shipped(house, customer)
    invoice = new_invoice(customer)
    invoice = collect_shipments(invoice.pk, 1, [PostedShipmentLine.objects.get().pk])
    house.post_draft(order)
    with pytest.raises(PostingRefused, match="already invoiced"):
        house.post_draft(invoice)


def test_an_undone_shipment_is_not_offered_and_a_collected_one_not_undone(house):
    customer = house.customer()
    shipped(house, customer)
    line = PostedShipmentLine.objects.get()
    invoice = new_invoice(customer)
    collect_shipments(invoice.pk, 1, [line.pk])
    undo = undo_shipment(line.document, [line.pk], user_id=None, today=TODAY)
    with pytest.raises(PostingRefused, match="collects this shipment"):
        post(undo)
    delete_document(invoice.pk, 2)
    post(undo)
    assert not collectable_lines(new_invoice(customer)).exists()


def test_only_an_open_invoice_collects_and_something_must_be_chosen(house):
    order = house.draft(house.customer(), kind=Type.ORDER)
    with pytest.raises(DocumentRefused, match="make an invoice"):
        collect_shipments(order.pk, 1, [1])
    invoice = new_invoice(house.customer())
    with pytest.raises(DocumentRefused, match="at least one"):
        collect_shipments(invoice.pk, 1, [])
