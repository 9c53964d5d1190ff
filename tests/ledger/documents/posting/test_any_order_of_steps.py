"""Ship, invoice, undo, credit and pay in any order: quantities and books always agree.

Return orders take the same steps: what they ship is received, what they invoice credited.
"""

from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.books import check_books
from ledger.documents.directions import direction_of
from ledger.documents.posting import undo_goods
from ledger.models import (
    CustomerLedgerEntry,
    PostedCreditMemoLine,
    PostedInvoiceLine,
    PostedReturnReceiptLine,
    PostedShipmentLine,
    SalesDocument,
    SalesLine,
)
from ledger.posting import PostingRefused, post
from tests.builders import TODAY
from tests.ledger.posting.paying import pay

STEP = st.one_of(
    st.tuples(st.just("ship"), st.integers(1, 6)),
    st.tuples(st.just("invoice"), st.integers(1, 6)),
    st.tuples(st.just("both"), st.integers(1, 6)),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.just("credit"), st.integers(1, 5)),
    st.tuples(st.just("pay"), st.integers(1, 400)),
)


@pytest.mark.django_db
@settings(
    max_examples=45,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    kind=st.sampled_from(["order", "return_order"]),
    steps=st.lists(STEP, min_size=2, max_size=9),
)
def test_any_order_of_steps_keeps_quantities_and_books(house, kind, steps):
    with transaction.atomic():
        order = house.draft(house.customer(), ("10", "33.335"), ("7", "0.99"), kind=kind)
        for place, (step, amount) in enumerate(steps):
            # refused in words, never by a broken constraint
            with suppress(PostingRefused), transaction.atomic():
                STEPS[step](house, order, amount, place)
            _agree(order)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        assert check_books() == []
        transaction.set_rollback(True)


def _move(house, order, amount, *, ship, invoice):
    for line in order.lines.all():
        line.to_ship = min(Decimal(amount), line.quantity - line.shipped)
        line.to_invoice = min(Decimal(amount), line.quantity - line.invoiced)
        line.save()
    house.post_draft(order, ship=ship, invoice=invoice)


def _undo(house, order, amount, place):
    model = direction_of(order.type).goods
    found = list(model.objects.filter(source_document=order).order_by("id"))
    if found:
        goods = found[amount % len(found)]
        ids = goods.lines.filter(quantity__gt=0).values_list("pk", flat=True)
        post(undo_goods(goods, ids, user_id=None, today=TODAY))


def _oldest(order):
    found = CustomerLedgerEntry.objects.filter(customer=order.bill_to, document_type="invoice")
    return found.filter(open=True).order_by("id").first()


def _credit(house, order, amount, place):
    entry = _oldest(order)
    memo = house.draft(
        order.sell_to, (str(amount), "9.99"), kind="credit_memo", applies_to=entry
    )
    house.post_draft(memo)


def _pay(house, order, amount, place):
    entry = _oldest(order)
    if entry is not None:
        pay(house, entry, f"{amount}.05", f"P{place}")


STEPS = {
    "ship": lambda h, o, n, _p: _move(h, o, n, ship=True, invoice=False),
    "invoice": lambda h, o, n, _p: _move(h, o, n, ship=False, invoice=True),
    "both": lambda h, o, n, _p: _move(h, o, n, ship=True, invoice=True),
    "undo": _undo,
    "credit": _credit,
    "pay": _pay,
}


def _agree(order):
    """Order lines are the sums of their posted lines; invoiced never exceeds shipped."""
    goods_line: Any = PostedShipmentLine
    bill_line: Any = PostedInvoiceLine
    if order.type == "return_order":
        goods_line, bill_line = PostedReturnReceiptLine, PostedCreditMemoLine
    for line in SalesLine.objects.filter(document=order):
        shipped = goods_line.objects.filter(source_line=line)
        invoiced = bill_line.objects.filter(source_line=line)
        assert line.shipped == sum(s.quantity for s in shipped)
        assert line.invoiced == sum(i.quantity for i in invoiced)
        assert line.invoiced == sum(s.invoiced for s in shipped)
        assert 0 <= line.invoiced <= line.shipped <= line.quantity
    done = not SalesLine.objects.filter(document=order, invoiced__lt=10, quantity=10).exists()
    done &= not SalesLine.objects.filter(document=order, invoiced__lt=7, quantity=7).exists()
    status = SalesDocument.objects.get(pk=order.pk).status
    assert (status == SalesDocument.Status.POSTED) is done
