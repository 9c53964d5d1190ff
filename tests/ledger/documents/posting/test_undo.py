"""Undoing a shipment or return receipt restores the order; only what is wholly uninvoiced goes."""

from datetime import timedelta

import pytest

from customers.models import Customer
from ledger.documents.posting import undo_goods
from ledger.models import (
    PostedReturnReceipt,
    PostedShipment,
    PostedShipmentLine,
    Register,
    SalesLine,
)
from ledger.posting import PostingRefused, post
from tests.builders import TODAY


def shipped(house, quantity="10", ship="10", **fields):
    order = house.draft(house.customer(**fields), (quantity, "100"), kind="order")
    order.lines.update(to_ship=ship)
    house.post_draft(order, invoice=False)
    return PostedShipment.objects.latest("id")


def received(house, **fields):
    draft = house.draft(house.customer(**fields), ("10", "100"), kind="return_order")
    house.post_draft(draft, invoice=False)
    return PostedReturnReceipt.objects.latest("id")


def undo(shipment, *lines, today=TODAY):
    ids = [line.pk for line in lines or shipment.lines.all()]
    return post(undo_goods(shipment, ids, user_id=None, today=today))


def test_a_mirror_line_restores_the_outstanding_quantity(house):
    shipment = shipped(house, ship="4")
    undo(shipment)
    assert [line.quantity for line in shipment.lines.order_by("id")] == [4, -4]
    line = SalesLine.objects.get()
    assert (line.shipped, line.to_ship, line.to_invoice) == (0, 10, 10)
    shipment.source_document.refresh_from_db()
    assert shipment.source_document.version == 3


def test_a_double_click_undoes_once(house):
    shipment = shipped(house)
    line = shipment.lines.get()
    assert undo(shipment, line).pk == undo(shipment, line).pk
    assert shipment.lines.count() == 2


def test_undone_goods_can_be_shipped_again(house):
    shipment = shipped(house)
    undo(shipment)
    house.post_draft(shipment.source_document, invoice=False)
    assert SalesLine.objects.get().shipped == 10


def test_an_invoiced_shipment_is_refused(house):
    shipment = shipped(house)
    house.post_draft(shipment.source_document, ship=False)
    with pytest.raises(PostingRefused, match="already invoiced"):
        undo(shipment)


def test_the_mirror_itself_and_an_undone_line_are_refused(house):
    shipment = shipped(house)
    first = shipment.lines.get()
    undo(shipment)
    mirror = shipment.lines.exclude(pk=first.pk).get()
    with pytest.raises(PostingRefused, match="already undone"):
        undo(shipment, mirror)
    with pytest.raises(PostingRefused, match="already undone"):
        undo(shipment, first, mirror)


def test_a_shipment_that_a_draft_collects_is_refused(house):
    shipment = shipped(house)
    draft = house.draft(shipment.sell_to, ("10", "100"))
    draft.lines.update(shipment_line=shipment.lines.get())
    with pytest.raises(PostingRefused, match="An invoice in preparation collects"):
        undo(shipment)


def test_a_line_of_another_shipment_is_never_undone(house):
    """Lines once came back without being looked at when another shipment was named."""
    own, other = shipped(house), shipped(house)
    house.post_draft(other.source_document, ship=False)
    with pytest.raises(PostingRefused, match="does not belong to this shipment"):
        undo(own, own.lines.get(), other.lines.get())
    with pytest.raises(PostingRefused, match="Nothing to post"):
        undo(own, other.lines.get())
    assert PostedShipmentLine.objects.count() == 2


@pytest.mark.parametrize("moved", [shipped, received])
@pytest.mark.parametrize("blocked", ["", "ship", "invoice", "all"])
def test_no_block_refuses_it(house, blocked, moved):
    goods = moved(house)
    Customer.objects.update(blocked=blocked)
    assert undo(goods).pk


def test_the_day_must_be_open(house):
    shipment = shipped(house)
    house.company.allow_posting_to = TODAY
    house.company.save()
    with pytest.raises(PostingRefused, match="outside the company's posting period"):
        undo(shipment, today=TODAY + timedelta(days=1))
    assert Register.objects.count() == 1


def test_an_undone_receipt_is_awaited_again(house):
    receipt = received(house)
    undo(receipt)
    assert [line.quantity for line in receipt.lines.order_by("id")] == [10, -10]
    line = SalesLine.objects.get()
    assert (line.shipped, line.to_ship, line.to_invoice) == (0, 10, 10)
    with pytest.raises(PostingRefused, match="This return receipt line is already undone"):
        undo(receipt, receipt.lines.latest("id"))
    house.post_draft(receipt.source_document)
    assert SalesLine.objects.get().invoiced == 10


def test_a_credited_receipt_is_refused(house):
    receipt = received(house)
    house.post_draft(receipt.source_document, ship=False)
    with pytest.raises(PostingRefused, match="This return receipt is already credited"):
        undo(receipt)


def test_a_receipt_that_a_draft_collects_is_refused(house):
    receipt = received(house)
    draft = house.draft(receipt.sell_to, ("10", "100"), kind="credit_memo")
    draft.lines.update(receipt_line=receipt.lines.get())
    with pytest.raises(PostingRefused, match="A credit memo in preparation collects"):
        undo(receipt)


def test_a_shipment_and_a_receipt_of_the_same_number_are_told_apart(house):
    """Both are undone under a key of their own, though their ids may be equal."""
    shipment, receipt = shipped(house), received(house)
    assert undo(shipment).key.startswith("undo-shipment:")
    assert undo(receipt).key.startswith("undo-receipt:")
