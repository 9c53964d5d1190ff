"""A draft as the source reads it, with what one posting does to each of its lines."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from arcore.values.money import ZERO
from customers.blocking import Action
from ledger.documents.directions import BACK, Direction, direction_of
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
    """A draft line's row and the quantities that move now.

    `ship` counts what is received for a return, `invoice` what is credited; `goods` says how much
    of which posted shipment or return receipt line is billed.
    """

    row: Any
    ship: Decimal
    invoice: Decimal
    goods: dict[int, Decimal]
    shipped_now_invoiced: Decimal
    amounts: LineAmounts | None = None


@dataclass(slots=True)
class DraftToPost:
    """A draft's row, its lines, and the parts that get a number now."""

    row: Any
    lines: list[LineToPost]
    goods_no: Any = None
    invoice_no: Any = None

    @property
    def direction(self) -> Direction:
        """Goods out, or goods back."""
        return direction_of(self.row.type)

    @property
    def ships(self) -> bool:
        """Whether a posted shipment or return receipt comes from it."""
        return any(line.ship for line in self.lines)

    @property
    def invoices(self) -> bool:
        """Whether a posted invoice or credit memo comes from it."""
        return any(line.invoice for line in self.lines)

    @property
    def is_credit(self) -> bool:
        """Whether it posts as a credit memo."""
        return self.direction is BACK

    def action(self, *, cancel: bool) -> Action:
        """The row of the block matrix that this posting falls under."""
        if self.row.type == Type.CREDIT_MEMO:
            return Action.CANCEL_POSTED if cancel else Action.POST_CREDIT_MEMO
        if self.row.type == Type.INVOICE:
            if all(line.row.collected_line_id for line in self.lines if line.invoice):
                return Action.INVOICE_SHIPPED
            if self.ships:
                return Action.POST_DIRECT_INVOICE_WITH_SHIPMENT
            return Action.POST_DIRECT_INVOICE
        if self.ships:
            return self.direction.move_and_bill if self.invoices else self.direction.move
        return self.direction.bill_moved


def available_goods(rows: Iterable[Any]) -> dict[int, list[tuple[int, Decimal]]]:
    """What orders may bill of goods that moved before, by order line, oldest first."""
    found: dict[int, list[tuple[int, Decimal]]] = defaultdict(list)
    for row in rows:
        if row.available > ZERO and not row.undone:
            found[row.source_line_id].append((row.id, row.available))
    return found


def order_line(row: Any, available: list[tuple[int, Decimal]], *, ship: bool, invoice: bool):
    """A line of an order or return order: what it moves and bills now."""
    quantities = LineQuantities(
        row.quantity, row.shipped, row.invoiced, row.to_ship, row.to_invoice
    )
    invoiced = invoice_now(quantities, ship=ship, invoice=invoice)
    goods, rest = allocate(invoiced, available)
    return LineToPost(row, ship_now(quantities, ship=ship), invoiced, goods, rest)


def direct_line(row: Any, *, shipment_on_invoice: bool):
    """A line of an invoice or credit memo: all of it now; a collecting line names its goods."""
    if row.kind == "comment":
        return LineToPost(row, ZERO, ZERO, {}, ZERO)
    if row.collected_line_id:
        return LineToPost(row, ZERO, row.quantity, {row.collected_line_id: row.quantity}, ZERO)
    shipped = row.quantity if shipment_on_invoice and row.kind == "item" else ZERO
    return LineToPost(row, shipped, row.quantity, {}, shipped)
