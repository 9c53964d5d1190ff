"""An open entry as the applying entry sees it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from arcore.values.money import ZERO
from ledger.posting.amounts.exchange import Exchange
from ledger.posting.plan import Position


@dataclass(frozen=True, slots=True)
class Target:
    """An entry and the most of it that may be applied, with the entry's sign."""

    position: Position
    amount: Decimal


@dataclass(slots=True)
class Offer:
    """Amounts in the applying entry's currency, with the entry's own sign.

    `rounding` is the largest rest that is rounded off, zero within one currency. The decision
    fills `discount` (granted in time, or late where `late`) and `written_off`, tolerance without
    the entry's sign: positive when the payment falls short, negative when it exceeds.
    """

    position: Position
    document_type: str
    remaining: Decimal
    to_apply: Decimal
    remaining_discount: Decimal
    discount_date: date | None
    discount_tolerance_date: date | None
    max_tolerance: Decimal
    rounding: Decimal = ZERO
    discount: Decimal = ZERO
    late: bool = False
    written_off: Decimal = ZERO

    @property
    def needed(self) -> Decimal:
        """What closes the entry once its discount is granted, without a sign."""
        return abs(self.remaining - self.discount)


def offer_of(target: Target, exchange: Exchange, rounding: Decimal) -> Offer:
    """The target in the applying entry's currency, whose rounding precision is given."""
    position = target.position
    capped = position.remaining
    if abs(target.amount) < abs(capped):
        capped = target.amount

    def own(amount: Decimal) -> Decimal:
        return exchange.into_own(amount, position.currency_id) if amount else ZERO

    remaining = own(position.remaining)
    return Offer(
        position=position,
        document_type=position.document_type,
        remaining=remaining,
        to_apply=remaining if capped == position.remaining else own(capped),
        remaining_discount=own(position.remaining_discount),
        discount_date=position.discount_date,
        discount_tolerance_date=position.discount_tolerance_date,
        max_tolerance=own(position.max_tolerance),
        rounding=ZERO if position.currency_id == exchange.own else rounding,
    )
