"""What the marks of a set come to, in the applicant's currency: the sums always in sight."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from arcore.values.money import ZERO
from ledger.applying.exchange import Exchange
from ledger.posting.for_sources import discount_in_time


@dataclass(frozen=True, slots=True)
class Share:
    """What one marked entry takes, with the entry's sign, and the discount within it."""

    to_apply: Decimal
    discount: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """`left` is what remains of the applicant; `unknown` are currencies without a rate."""

    amount: Decimal
    to_apply: Decimal = ZERO
    discount: Decimal = ZERO
    count: int = 0
    unknown: tuple[str, ...] = ()

    @property
    def payable(self) -> Decimal:
        """What a payment of exactly these entries amounts to, with its own sign."""
        return -(self.to_apply - self.discount)

    @property
    def left(self) -> Decimal:
        return self.amount - self.payable


def share_of(exchange: Exchange, entry: Any, amount: Decimal) -> Share:
    """What an amount to apply comes to, in the entry's currency.

    Owed 1000.00 less 20.00 in time: 1000.00 or 980.00 to apply -> all of it, 20.00 of it
    discount; 979.99 -> 979.99. No more than the entry still owes.
    """
    capped = amount if abs(amount) < abs(entry.remaining) else entry.remaining
    applicant = exchange.applicant
    discount = discount_in_time(applicant.document_type, applicant.posting_date, entry)
    if discount and abs(capped) >= abs(entry.remaining - discount):
        return Share(entry.remaining, discount)
    return Share(capped, ZERO)


def totals_of(exchange: Exchange, marked: Iterable[tuple[Any, Decimal]]) -> Totals:
    """Sums over (entry, amount to apply); entries that are closed by now count nothing."""
    to_apply = discount = ZERO
    count, unknown = 0, set()
    for entry, amount in marked:
        count += 1
        share = share_of(exchange, entry, amount) if entry.open else Share(ZERO, ZERO)
        taken = exchange.into_own(share.to_apply, entry.currency_id)
        granted = exchange.into_own(share.discount, entry.currency_id)
        if taken is None or granted is None:
            unknown.add(entry.currency_id)
            continue
        to_apply, discount = to_apply + taken, discount + granted
    applied = exchange.applicant.amount
    return Totals(applied, to_apply, discount, count, tuple(sorted(unknown)))
