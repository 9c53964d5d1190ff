"""Quantities of an order line: what is left, what comes next, what is refused."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from ledger.documents.quantities import (
    outstanding,
    quantity_refusals,
    set_defaults,
    set_to_ship,
    shipped_not_invoiced,
    show_quantity,
)

D = Decimal


TEN, NONE = D(10), D(0)


@dataclass
class Line:
    quantity: Decimal = TEN
    to_ship: Decimal = NONE
    to_invoice: Decimal = NONE
    shipped: Decimal = NONE
    invoiced: Decimal = NONE
    line_no: int = 10_000


def refused(line, kind="order"):
    return [(r.field, r.message) for r in quantity_refusals(kind, line)]


@pytest.mark.parametrize(
    ("shipped", "invoiced", "left", "to_ship", "to_invoice"),
    [(0, 0, 10, 10, 10), (4, 3, 6, 6, 7), (4, 4, 6, 6, 6), (10, 10, 0, 0, 0)],
)
def test_defaults_follow_the_specified_table(shipped, invoiced, left, to_ship, to_invoice):
    line = Line(shipped=D(shipped), invoiced=D(invoiced))
    set_defaults("order", line)
    assert outstanding(line) == left
    assert shipped_not_invoiced(line) == shipped - invoiced
    assert (line.to_ship, line.to_invoice) == (to_ship, to_invoice)
    assert refused(line) == []


def test_editing_to_ship_starts_to_invoice_over():
    line = Line(shipped=D(4), invoiced=D(3), to_ship=D(6), to_invoice=D(2))
    set_to_ship("order", line, D(1))
    assert line.to_invoice == D(2)  # 4 + 1 - 3


@pytest.mark.parametrize(
    ("kind", "to_invoice"), [("invoice", 10), ("credit_memo", 10), ("quote", 0)]
)
def test_only_orders_ship(kind, to_invoice):
    line = Line()
    set_defaults(kind, line)
    assert (line.to_ship, line.to_invoice) == (0, to_invoice)


def test_no_more_can_be_shipped_than_is_outstanding():
    line = Line(shipped=D(4), to_ship=D(7))
    assert refused(line) == [("to_ship", "Can't ship more than 6 units.")]


def test_no_more_can_be_invoiced_than_will_be_shipped():
    line = Line(shipped=D(4), invoiced=D(3), to_ship=D(6), to_invoice=D(8))
    assert refused(line) == [("to_invoice", "Can't invoice more than 7 units.")]


def test_the_quantity_cannot_fall_below_what_was_shipped():
    [(field, message)] = refused(Line(quantity=D(3), shipped=D(4)))
    assert field == "quantity"
    assert "below the 4 units" in message


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("-1", "can't be negative"),
        ("NaN", "not a quantity"),
        ("Infinity", "not a quantity"),
        ("1e30", "too large"),
        ("0.000001", "at most 5"),
    ],
)
def test_what_is_no_quantity_is_refused(amount, said):
    [(field, message)] = refused(Line(quantity=D(amount)))
    assert field == "quantity"
    assert said in message


def test_five_decimals_and_zero_are_quantities():
    assert refused(Line(quantity=D("0.00001"))) == []
    assert refused(Line(quantity=D(0))) == []


def test_quantities_are_shown_without_trailing_zeros():
    assert show_quantity(D("6.00000")) == "6"
    assert show_quantity(D("0.25000")) == "0.25"
    assert show_quantity(D("1200")) == "1,200"
