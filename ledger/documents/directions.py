"""Goods out or goods back: what sales and returns share, and where they differ, as data.

Out: an order ships and invoices in steps; an invoice may collect shipments. Back: a return order
receives and credits in steps; a credit memo may collect return receipts.
"""

from dataclasses import dataclass
from typing import Any

from arcore.company.purposes import Purpose
from customers.blocking import Action
from ledger.documents.words import BACK_WORDS, OUT_WORDS, Words
from ledger.models import (
    PostedReturnReceipt,
    PostedReturnReceiptLine,
    PostedShipment,
    PostedShipmentLine,
    SalesDocument,
)

Type = SalesDocument.Type


@dataclass(frozen=True, slots=True, eq=False)
class Direction:
    """One way of goods; `bill` is the invoice or the credit memo, which posts whole.

    `goods` and `goods_line` are the posted copies of what moved, `collects` the field of a line
    that bills them.
    """

    order_type: str
    bill_type: str
    goods: Any
    goods_line: Any
    collects: str
    goods_purpose: Purpose
    bill_purpose: Purpose
    move: Action
    move_and_bill: Action
    bill_moved: Action
    undo: Action
    words: Words


OUT = Direction(
    order_type=Type.ORDER,
    bill_type=Type.INVOICE,
    goods=PostedShipment,
    goods_line=PostedShipmentLine,
    collects="shipment_line",
    goods_purpose=Purpose.SHIPMENT,
    bill_purpose=Purpose.POSTED_INVOICE,
    move=Action.POST_SHIPMENT,
    move_and_bill=Action.SHIP_AND_INVOICE,
    bill_moved=Action.INVOICE_SHIPPED,
    undo=Action.UNDO_SHIPMENT,
    words=OUT_WORDS,
)
BACK = Direction(
    order_type=Type.RETURN_ORDER,
    bill_type=Type.CREDIT_MEMO,
    goods=PostedReturnReceipt,
    goods_line=PostedReturnReceiptLine,
    collects="receipt_line",
    goods_purpose=Purpose.RETURN_RECEIPT,
    bill_purpose=Purpose.POSTED_CREDIT_MEMO,
    move=Action.POST_RETURN_RECEIPT,
    move_and_bill=Action.RECEIVE_AND_CREDIT,
    bill_moved=Action.POST_CREDIT_MEMO,
    undo=Action.UNDO_RETURN_RECEIPT,
    words=BACK_WORDS,
)
DIRECTIONS = (OUT, BACK)
STEPWISE = tuple(direction.order_type for direction in DIRECTIONS)


def direction_of(document_type: str) -> Direction:
    """The way that goods of such a document take."""
    return BACK if document_type in (BACK.order_type, BACK.bill_type) else OUT


def goes_in_steps(document_type: str) -> bool:
    """Whether its lines move and are billed in parts: orders and return orders."""
    return document_type in STEPWISE
