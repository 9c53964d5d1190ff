"""Criterion 3: the amounts that a line tolerates, and what a payment takes off an entry."""

from dataclasses import dataclass
from decimal import Decimal

from arcore.values.money import CENT, ZERO, round_amount
from payments.matching.values import Entry, Line, Window
from payments.models.choices import AmountMatch


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The bank account's match tolerance around the line amount; percentage or amount."""

    value: Decimal = ZERO
    is_percentage: bool = True
    precision: Decimal = CENT


def window_of(line: Line, tolerance: Tolerance) -> Window:
    """The amounts that match the line: both ends included, never beyond zero.

    100.00 at 5 % -> 95.00 to 105.00; 3.00 at 5.00 -> 0.00 to 8.00; -100.00 at 5 % ->
    -105.00 to -95.00.
    """
    size = abs(line.amount)
    share = size * tolerance.value / 100
    spread = share if tolerance.is_percentage else tolerance.value
    near_zero = max(round_amount(size - spread, tolerance.precision), ZERO)
    far = round_amount(size + spread, tolerance.precision)
    if line.amount < 0:
        return Window(-far, -near_zero, line.day)
    return Window(near_zero, far, line.day)


def amount_match(count: int) -> AmountMatch:
    """So many open entries of the ledger lie in the window, whichever customer's."""
    if not count:
        return AmountMatch.NONE
    return AmountMatch.ONE if count == 1 else AmountMatch.MULTIPLE


@dataclass(frozen=True, slots=True)
class Taken:
    """`amount` is taken off the entry, `discount` of it is not money; sign of the entry."""

    amount: Decimal
    discount: Decimal

    @property
    def paid(self) -> Decimal:
        return self.amount - self.discount


def take(line: Line, money: Decimal, entry: Entry, left: Decimal) -> Taken:
    """What `money` of the line settles of an entry that has `left`; all with the same sign.

    Owed 1000.00 with 20.00 until the 10th: 980.00 on the 10th takes 1000.00, 20.00 of it
    discount; 979.99 takes 979.99; 980.00 on the 11th takes 980.00.
    """
    discount = _discount(line, entry)
    if discount and abs(discount) <= abs(left) and abs(money) >= abs(left - discount):
        return Taken(left, discount)
    return Taken(money if abs(money) < abs(left) else left, ZERO)


def _discount(line: Line, entry: Entry) -> Decimal:
    in_time = entry.granted_until is not None and line.day <= entry.granted_until
    return entry.discount if in_time and entry.discount else ZERO
