"""Undoing a shipment restores the order, and only what is wholly uninvoiced comes back."""

from datetime import timedelta

import pytest

from customers.models import Customer
from ledger.documents.posting import undo_shipment
from ledger.models import PostedShipment, PostedShipmentLine, Register, SalesLine
from ledger.posting import PostingRefused, post
from tests.builders import TODAY


def shipped(house, quantity="10", ship="10", **fields):
    order = house.draft(house.customer(**fields), (quantity, "100"), kind="order")
    order.lines.update(to_ship=ship)
    house.post_draft(order, invoice=False)
    return PostedShipment.objects.latest("id")


def undo(shipment, *lines, today=TODAY):
    ids = [line.pk for line in lines or shipment.lines.all()]
    return post(undo_shipment(shipment, ids, user_id=None, today=today))


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


@pytest.mark.parametrize("blocked", ["", "ship", "invoice", "all"])
def test_no_block_refuses_it(house, blocked):
    shipment = shipped(house)
    Customer.objects.update(blocked=blocked)
    assert undo(shipment).pk


def test_the_day_must_be_open(house):
    shipment = shipped(house)
    house.company.allow_posting_to = TODAY
    house.company.save()
    with pytest.raises(PostingRefused, match="outside the company's posting period"):
        undo(shipment, today=TODAY + timedelta(days=1))
    assert Register.objects.count() == 1
