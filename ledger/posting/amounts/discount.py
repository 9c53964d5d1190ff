"""Payment discount: all of it or nothing (spec ledger-and-application, section 4)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Protocol

from arcore.values.money import ZERO, round_amount
from ledger.models.document_type import DocumentType
from ledger.posting.plan import Position

PAYING = frozenset({DocumentType.PAYMENT, DocumentType.REFUND})
PAID = frozenset({DocumentType.INVOICE, DocumentType.CREDIT_MEMO})


class Discounted(Protocol):
    """What a discount depends on: an offer, a position, or an entry as it is stored."""

    @property
    def document_type(self) -> str: ...

    @property
    def remaining(self) -> Decimal: ...

    @property
    def remaining_discount(self) -> Decimal: ...

    @property
    def discount_date(self) -> date | None: ...


def discount_in_time(applying_type: str, paid_on: date, entry: Discounted) -> Decimal:
    """The discount that a payment of that day may still earn, with the entry's sign, or zero.

    `paid_on` is the applying entry's own posting date. Never more than is owed: 5.00 with
    20.00 -> 0.
    """
    discount = entry.remaining_discount
    if (
        applying_type not in PAYING
        or entry.document_type not in PAID
        or not discount
        or abs(discount) > abs(entry.remaining)
        or entry.discount_date is None
        or paid_on > entry.discount_date
    ):
        return ZERO
    return discount


def closes_with_discount(
    needed: Decimal, available: Decimal, to_apply: Decimal, rounding: Decimal = ZERO
) -> bool:
    """Whether the money closes an entry once its discount is granted; else none is.

    `needed` is remaining - discount, `available` what the applying entry has left and
    `to_apply` what may be applied to the entry, in one currency and without a sign; `rounding`
    is what may be missing between currencies (section 3).
    Owed 1000.00 with 20.00: 980.00 -> yes; 979.99 -> no.
    """
    return available + rounding >= needed and to_apply >= needed


def shrink_discounts(
    applying: Position,
    applied: Position,
    amount: Decimal,
    own_amount: Decimal,
    precision_of: Callable[[str], Decimal],
) -> None:
    """A credit memo against an invoice shrinks both discounts in proportion, if both have one.

    `amount` is applied of the applied entry, `own_amount` the same of the applying one, each in
    its currency, whose smallest amount `precision_of` tells.
    Invoice 1000.00 with 20.00 less credit memo 200.00 with 4.00 -> 16.00 left on the invoice.
    A credit memo without discount leaves the 20.00.
    """
    if {applying.document_type, applied.document_type} != PAID:
        return
    if not (applying.remaining_discount and applied.remaining_discount):
        return
    for position, taken in ((applying, own_amount), (applied, amount)):
        left = abs(position.remaining) - abs(taken)
        position.remaining_discount = round_amount(
            position.remaining_discount * left / abs(position.remaining),
            precision_of(position.currency_id),
        )
