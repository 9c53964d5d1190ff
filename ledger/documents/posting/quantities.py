"""How much of a line is shipped and invoiced by one posting (spec customers-and-sales, 3).

A return is the same the other way round: received and credited.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from arcore.values.money import ZERO


@dataclass(frozen=True, slots=True)
class LineQuantities:
    """A draft line's quantities; to_ship and to_invoice are what the clerk wants next."""

    quantity: Decimal
    shipped: Decimal
    invoiced: Decimal
    to_ship: Decimal
    to_invoice: Decimal


def ship_now(line: LineQuantities, *, ship: bool) -> Decimal:
    """What leaves now, never more than is outstanding."""
    return min(line.to_ship, line.quantity - line.shipped) if ship else ZERO


def invoice_now(line: LineQuantities, *, ship: bool, invoice: bool) -> Decimal:
    """What is invoiced now, never more than is shipped once this posting has shipped.

    Invoice-only caps at shipped not invoiced: shipped 4, invoiced 3, to invoice 7 -> 1.
    """
    if not invoice:
        return ZERO
    deliverable = line.shipped + ship_now(line, ship=ship) - line.invoiced
    return max(ZERO, min(line.to_invoice, deliverable))


def allocate(
    wanted: Decimal, goods: Iterable[tuple[int, Decimal]]
) -> tuple[dict[int, Decimal], Decimal]:
    """Spread an invoiced quantity over shipment lines, oldest first; and what is left over.

    `goods` are (shipment or return receipt line id, not yet invoiced). The rest belongs to what
    the same posting moves. 5 over (1, 3), (2, 4) -> {1: 3, 2: 2}, 0.
    """
    taken: dict[int, Decimal] = {}
    for line_id, available in goods:
        share = min(wanted, available)
        if share > ZERO:
            taken[line_id] = share
            wanted -= share
    return taken, wanted
