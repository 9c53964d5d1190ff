"""Quantities of an order line: what is left, what comes next, what may be asked (section 3).

outstanding = quantity - shipped; shipped not invoiced = shipped - invoiced. A return order is
the same the other way round: received and credited. Pure.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Protocol

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.documents.directions import direction_of, goes_in_steps
from ledger.models import SalesDocument
from ledger.posting import Refusal

QUANTITY_DECIMALS = 5
LARGEST_QUANTITY = Decimal("9999999999.99999")


class Quantities(Protocol):
    """What the rules need of a line."""

    line_no: int
    quantity: Decimal
    to_ship: Decimal
    to_invoice: Decimal
    shipped: Decimal
    invoiced: Decimal


def outstanding(line: Quantities) -> Decimal:
    """Still to be shipped."""
    return line.quantity - line.shipped


def shipped_not_invoiced(line: Quantities) -> Decimal:
    """Shipped but not invoiced yet."""
    return line.shipped - line.invoiced


def default_to_ship(document_type: str, line: Quantities) -> Decimal:
    """All that is outstanding; only orders ship, and only return orders receive."""
    return outstanding(line) if goes_in_steps(document_type) else ZERO


def default_to_invoice(document_type: str, line: Quantities) -> Decimal:
    """An order: shipped + to ship - invoiced; an invoice or credit memo: everything.

    10 ordered, 4 shipped, 3 invoiced, 6 to ship -> 7.
    """
    if document_type == SalesDocument.Type.QUOTE:
        return ZERO
    if goes_in_steps(document_type):
        return line.shipped + line.to_ship - line.invoiced
    return line.quantity - line.invoiced


def set_to_ship(document_type: str, line: Quantities, to_ship: Decimal) -> None:
    """Change the quantity to ship; the quantity to invoice starts over from its default."""
    line.to_ship = to_ship
    line.to_invoice = default_to_invoice(document_type, line)


def set_defaults(document_type: str, line: Quantities) -> None:
    """Ship all that is outstanding and invoice all that is shipped by then."""
    set_to_ship(document_type, line, default_to_ship(document_type, line))


def quantity_refusals(document_type: str, line: Quantities) -> Iterator[Refusal]:
    """Negative, too fine, too many: every reason why the quantities can't be."""
    words = direction_of(document_type).words
    message = _malformed(line.quantity)
    if message:
        yield Refusal(message, line.line_no, "quantity")
        return
    done = max(line.shipped, line.invoiced)
    if line.quantity < done:
        told = words.below_done % {"done": show_quantity(done)}
        yield Refusal(told, line.line_no, "quantity")
        return
    bad = [(name, _malformed(getattr(line, name))) for name in ("to_ship", "to_invoice")]
    if any(message for _name, message in bad):
        yield from (Refusal(message, line.line_no, name) for name, message in bad if message)
        return
    yield from _too_many(document_type, line)


def is_finished(document_type: str, lines: Sequence[Quantities]) -> bool:
    """Whether an order was invoiced, and nothing of it is left to invoice."""
    if not goes_in_steps(document_type) or not any(line.invoiced for line in lines):
        return False
    return all(line.invoiced == line.quantity for line in lines)


def _too_many(document_type: str, line: Quantities) -> Iterator[Refusal]:
    words = direction_of(document_type).words
    can_ship = default_to_ship(document_type, line)
    if line.to_ship > can_ship:
        told = words.too_many_moved % {"units": show_quantity(can_ship)}
        yield Refusal(told, line.line_no, "to_ship")
        return
    can_invoice = default_to_invoice(document_type, line)
    if line.to_invoice > can_invoice:
        told = words.too_many_billed % {"units": show_quantity(can_invoice)}
        yield Refusal(told, line.line_no, "to_invoice")


def _malformed(amount: Decimal) -> str:
    if not amount.is_finite():
        return _("This is not a quantity. Type a number.")
    if amount < ZERO:
        return _("A quantity can't be negative. To take goods back, make a return order.")
    if amount > LARGEST_QUANTITY:
        return _("The quantity is too large: at most 10 digits before the decimals.")
    if -int(amount.normalize().as_tuple().exponent) > QUANTITY_DECIMALS:
        return _("The quantity has too many decimals: at most %(decimals)d.") % {
            "decimals": QUANTITY_DECIMALS
        }
    return ""


def show_quantity(amount: Decimal) -> str:
    """6.00000 -> "6", 0.25000 -> "0.25", in the reader's format."""
    plain = amount.normalize()
    decimals = max(0, -int(plain.as_tuple().exponent))
    return number_format(plain, decimals, use_l10n=True, force_grouping=True)
