"""Who gets how much: oldest due first over all customers, until the money is used; pure."""

from collections.abc import Iterable
from decimal import Decimal

from arcore.values.money import ZERO
from payments.splitting.values import Offer


def propose(money: Decimal, offers: Iterable[Offer]) -> dict[int, Decimal]:
    """Amounts by entry, in the order of due date, then entry; credits take no money.

    250.00 over 100.00 with 2.00 discount, 120.00 on hold, 200.00 -> 98.00, none, 152.00.
    """
    amounts: dict[int, Decimal] = {}
    left = money
    for offer in sorted(offers, key=lambda one: (one.due_date, one.id)):
        if left <= ZERO:
            break
        if offer.is_passed_over or offer.closes_with <= ZERO:
            continue
        amounts[offer.id] = min(left, offer.closes_with)
        left -= amounts[offer.id]
    return amounts
