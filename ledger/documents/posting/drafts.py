"""A draft as the source reads it, with what one posting does to each of its lines."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from arcore.values.money import ZERO
from customers.blocking import Action
from ledger.documents.posting.quantities import (
    LineQuantities,
    allocate,
    invoice_now,
    ship_now,
)
from ledger.documents.vat import LineAmounts
from ledger.models import SalesDocument

Type = SalesDocument.Type


@dataclass(slots=True)
class LineToPost:
    """A draft line's row and the quantities that move now."""

    row: Any
    ship: Decimal
    invoice: Decimal
    shipments: dict[int, Decimal]
    shipped_now_invoiced: Decimal
    amounts: LineAmounts | None = None


@dataclass(slots=True)
class DraftToPost:
    """A draft's row, its lines, and the parts that get a number now."""

    row: Any
    lines: list[LineToPost]
    shipment_no: Any = None
    invoice_no: Any = None

    @property
    def ships(self) -> bool:
        """Whether a posted shipment comes from it."""
        return any(line.ship for line in self.lines)

    @property
    def invoices(self) -> bool:
        """Whether a posted invoice or credit memo comes from it."""
        return any(line.invoice for line in self.lines)

    @property
    def is_credit(self) -> bool:
        """Whether it posts as a credit memo."""
        return self.row.type == Type.CREDIT_MEMO

    def action(self, *, cancel: bool) -> Action:
        """The row of the block matrix that this posting falls under."""
        if self.is_credit:
            return Action.CANCEL_POSTED if cancel else Action.POST_CREDIT_MEMO
        if self.row.type == Type.INVOICE:
            if all(line.row.shipment_line_id for line in self.lines if line.invoice):
                return Action.INVOICE_SHIPPED
            if self.ships:
                return Action.POST_DIRECT_INVOICE_WITH_SHIPMENT
            return Action.POST_DIRECT_INVOICE
        if self.ships:
            return Action.SHIP_AND_INVOICE if self.invoices else Action.POST_SHIPMENT
        return Action.INVOICE_SHIPPED


def order_line(row: Any, available: list[tuple[int, Decimal]], *, ship: bool, invoice: bool):
    """A line of an order: what it ships and invoices now."""
    quantities = LineQuantities(
        row.quantity, row.shipped, row.invoiced, row.to_ship, row.to_invoice
    )
    invoiced = invoice_now(quantities, ship=ship, invoice=invoice)
    shipments, rest = allocate(invoiced, available)
    return LineToPost(row, ship_now(quantities, ship=ship), invoiced, shipments, rest)


def direct_line(row: Any, *, shipment_on_invoice: bool):
    """A line of an invoice or credit memo: all of it now; a collected line names its shipment."""
    if row.kind == "comment":
        return LineToPost(row, ZERO, ZERO, {}, ZERO)
    if row.shipment_line_id:
        return LineToPost(row, ZERO, row.quantity, {row.shipment_line_id: row.quantity}, ZERO)
    shipped = row.quantity if shipment_on_invoice and row.kind == "item" else ZERO
    return LineToPost(row, shipped, row.quantity, {}, shipped)
