"""Payment tolerance: the difference written off so that a whole set closes (section 5)."""

from collections.abc import Sequence
from decimal import Decimal

from arcore.values.money import CENT, ZERO, round_amount
from ledger.models.document_type import DocumentType
from ledger.posting.amounts.offer import Offer

# A payment tolerates on invoices, a refund on credit memos.
MATCHING: dict[str, str] = {
    DocumentType.PAYMENT: DocumentType.INVOICE,
    DocumentType.REFUND: DocumentType.CREDIT_MEMO,
}


def tolerance_left(applying_type: str, offers: Sequence[Offer]) -> Decimal:
    """The sum of what the entries of the matching type tolerate, without a sign."""
    matching = MATCHING.get(applying_type)
    tolerated = (abs(o.max_tolerance) for o in offers if o.document_type == matching)
    return sum(tolerated, ZERO)


def payment_tolerance(applying_type: str, pool: Decimal, offers: Sequence[Offer]) -> Decimal:
    """What is missing (positive) or too much (negative) if tolerance can close the set, else zero.

    `pool` is all that the applying side has, without a sign; discounts are in the offers.
    Owed 1000.00, tolerance 5.00: 995.00 -> 5.00; 1005.00 -> -5.00; 994.99 -> 0.
    """
    needed = sum((offer.needed for offer in offers), ZERO)
    short = needed - pool
    allowed = tolerance_left(applying_type, offers)
    may_apply = sum((abs(offer.to_apply) for offer in offers), ZERO)
    if ZERO < abs(short) <= allowed and may_apply >= needed - allowed:
        return short
    return ZERO


def share_tolerance(
    applying_type: str, short: Decimal, offers: Sequence[Offer], precision: Decimal = CENT
) -> list[Decimal]:
    """Who bears how much, in the order of the offers; the parts sum to `short`.

    Entries with tolerance, by descending tolerance, in proportion to their amounts, each up to
    its own; what is left goes where there is room. 10000.00 (at most 1.00) and 100.00 (at most
    10.00), short by 5.50 -> 1.00 and 4.50.
    """
    parts = [ZERO for _ in offers]
    matching = MATCHING.get(applying_type)
    bearing = [
        place
        for place, offer in enumerate(offers)
        if offer.max_tolerance and offer.document_type == matching
    ]
    bearing.sort(key=lambda place: -abs(offers[place].max_tolerance))
    weight = sum((abs(offers[place].remaining) for place in bearing), ZERO)
    left = abs(short)
    for place in bearing:
        share = round_amount(left * abs(offers[place].remaining) / weight, precision)
        parts[place] = min(share, abs(offers[place].max_tolerance), left)
        left -= parts[place]
        weight -= abs(offers[place].remaining)
    for place in bearing:
        more = min(left, abs(offers[place].max_tolerance) - parts[place])
        parts[place] += more
        left -= more
    assert left == ZERO, "no more is written off than the entries tolerate"
    return [part if short > 0 else -part for part in parts]
