"""How much one posting ships and invoices (spec customers-and-sales, section 3)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.documents.posting.quantities import (
    LineQuantities,
    allocate,
    invoice_now,
    ship_now,
)


def line(quantity, shipped, invoiced, to_ship, to_invoice):
    return LineQuantities(*map(Decimal, (quantity, shipped, invoiced, to_ship, to_invoice)))


@pytest.mark.parametrize(
    ("quantities", "ship", "invoice", "moved"),
    [
        ((10, 0, 0, 4, 3), True, True, (4, 3)),
        ((10, 0, 0, 4, 3), True, False, (4, 0)),
        ((10, 0, 0, 4, 3), False, True, (0, 0)),  # nothing shipped yet
        ((10, 4, 3, 6, 7), False, True, (0, 1)),  # the to-ship share is dropped
        ((10, 4, 4, 6, 6), True, True, (6, 6)),
        ((10, 4, 4, 6, 6), False, True, (0, 0)),
        ((10, 4, 0, 9, 4), True, True, (6, 4)),  # never more than is outstanding
        ((10, 10, 10, 0, 0), True, True, (0, 0)),
        ((10, 4, 0, 0, 10), True, True, (0, 4)),  # zero to ship acts like invoice-only
    ],
)
def test_what_moves_now(quantities, ship, invoice, moved):
    wanted = line(*quantities)
    assert (
        ship_now(wanted, ship=ship),
        invoice_now(wanted, ship=ship, invoice=invoice),
    ) == moved


@pytest.mark.parametrize(
    ("wanted", "taken", "rest"),
    [
        (5, {1: 3, 2: 2}, 0),
        (3, {1: 3}, 0),
        (7, {1: 3, 2: 4}, 0),
        (8, {1: 3, 2: 4}, 1),
        (0, {}, 0),
    ],
)
def test_shipments_are_invoiced_oldest_first(wanted, taken, rest):
    shipments = [(1, Decimal(3)), (2, Decimal(4))]
    assert allocate(Decimal(wanted), shipments) == (taken, rest)


numbers = st.integers(0, 20)


@given(numbers, numbers, numbers, numbers, numbers, st.booleans(), st.booleans())
def test_nothing_is_invoiced_before_it_is_shipped(
    quantity, shipped, invoiced, to_ship, to_invoice, ship, invoice
):
    shipped = min(shipped, quantity)
    wanted = line(quantity, shipped, min(invoiced, shipped), to_ship, to_invoice)
    now = ship_now(wanted, ship=ship)
    billed = invoice_now(wanted, ship=ship, invoice=invoice)
    assert 0 <= wanted.shipped + now <= wanted.quantity
    assert wanted.invoiced <= wanted.invoiced + billed <= wanted.shipped + now
