"""What a set of entries gets: discounts, late ones, tolerance; and what there is to ask.

The order is the spec's (section 5, Decision): late discounts entry by entry, then tolerance for
the whole set; where tolerance doesn't close the set, discounts follow the money entry by entry.
"""

from collections.abc import Sequence
from decimal import Decimal

from arcore.values.money import ZERO
from ledger.posting.acceptance import Acceptance
from ledger.posting.amounts.discount import closes_with_discount, discount_in_time
from ledger.posting.amounts.discount_tolerance import late_discount, least_needed
from ledger.posting.amounts.offer import Offer
from ledger.posting.amounts.tolerance import (
    payment_tolerance,
    share_tolerance,
    tolerance_left,
)
from ledger.posting.plan import Position
from ledger.posting.questions import Asked, Question


def decide(
    applying: Position,
    offers: Sequence[Offer],
    pool: Decimal,
    acceptance: Acceptance | None,
    precision: Decimal,
) -> tuple[bool, list[Question]]:
    """Fill discount, late and written_off of the offers, in the order of settlement.

    `pool` is all that the applying side has, without a sign. Returns whether tolerance closes
    the whole set, and every question there was, each with the answer taken.
    """
    kind = applying.document_type
    asked = _promise(applying, offers, pool, acceptance)
    short = ZERO if acceptance is None else payment_tolerance(kind, pool, offers)
    if acceptance is not None and short:
        asked.append(_about_tolerance(applying, offers, short, acceptance))
        if acceptance.payment:
            parts = share_tolerance(kind, short, offers, precision)
            for offer, part in zip(offers, parts, strict=True):
                offer.written_off = part
            return True, asked
        if acceptance.leave_drops_late:
            _drop_late(offers)
    _follow_the_money(offers, pool)
    return False, asked


def _promise(
    applying: Position, offers: Sequence[Offer], pool: Decimal, acceptance: Acceptance | None
) -> list[Question]:
    """Discounts that are in time, and late ones that are accepted, as if the money sufficed."""
    asked, left = [], pool
    for offer in offers:
        kind, paid_on = applying.document_type, applying.posting_date
        offer.discount = discount_in_time(kind, paid_on, offer)
        if acceptance is not None and not offer.discount:
            late = late_discount(kind, paid_on, offer, left)
            if late:
                question = _about_late(applying, offer, late, acceptance)
                asked.append(question)
                if question.accepted:
                    offer.discount, offer.late = late, True
        left -= least_needed(offer, offer.discount)
    return asked


def _drop_late(offers: Sequence[Offer]) -> None:
    for offer in offers:
        if offer.late:
            offer.discount, offer.late = ZERO, False


def _follow_the_money(offers: Sequence[Offer], pool: Decimal) -> None:
    """All or nothing: a discount stays where the money reaches what closes the entry."""
    left = pool
    for offer in offers:
        if offer.discount and not closes_with_discount(
            offer.needed, left, abs(offer.to_apply), offer.rounding
        ):
            offer.discount, offer.late = ZERO, False
        taken = offer.needed if offer.discount else abs(offer.to_apply)
        left = max(left - taken, ZERO)


def _about_late(
    applying: Position, offer: Offer, late: Decimal, acceptance: Acceptance
) -> Question:
    existing = offer.position.existing
    entry_id = existing.id if existing else None
    accepted = acceptance.late_discounts is None or entry_id in acceptance.late_discounts
    return Question(
        asked=Asked.LATE_DISCOUNT,
        kind=applying.kind,
        line=applying.line.number if applying.line else None,
        entry_id=entry_id,
        documents=(str(offer.position.document_no),),
        currency_id=applying.currency_id,
        amount=late,
        at_most=abs(late),
        paid_on=applying.posting_date,
        discount_date=offer.discount_date,
        tolerance_date=offer.discount_tolerance_date,
        accepted=accepted,
    )


def _about_tolerance(
    applying: Position, offers: Sequence[Offer], short: Decimal, acceptance: Acceptance
) -> Question:
    return Question(
        asked=Asked.TOLERANCE,
        kind=applying.kind,
        line=applying.line.number if applying.line else None,
        entry_id=None,
        documents=tuple(str(offer.position.document_no) for offer in offers),
        currency_id=applying.currency_id,
        amount=short,
        at_most=tolerance_left(applying.document_type, offers),
        paid_on=applying.posting_date,
        discount_date=None,
        tolerance_date=None,
        accepted=acceptance.payment,
    )
