"""The journal lines that ticks become: one for each, or one lump sum for all; pure.

Money in is a payment, money out a refund. A journal line's amount is a debit of the customer
when positive, so a receipt of 100.00 becomes -100.00.
"""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from arcore.values.money import ZERO, round_amount
from ledger.models import DocumentType
from payments.journal.values import Applied, Line, Side
from payments.registration.posting.values import Registration, Ticked

ONE = Decimal(1)


def journal_lines(
    registration: Registration, refused: Collection[int | None] = ()
) -> tuple[Line, ...]:
    """Lines of documents that need no number yet: each has its place in its stead.

    Ticks whose numbers were `refused` already are left out, so that nothing is told twice.
    """
    paid = [one for one in registration.paid if one.number not in refused]
    if registration.lump:
        return (_lump(registration, paid),) if paid else ()
    return tuple(_single(registration, one) for one in paid)


def _single(registration: Registration, one: Ticked) -> Line:
    applied = Applied("customer", one.entry.id)
    return _line(registration, one, one.line.amount, applies_to=applied)


def _lump(registration: Registration, paid: Sequence[Ticked]) -> Line:
    total = sum((one.line.amount for one in paid), ZERO)
    marks = tuple(Applied("customer", one.entry.id, to_apply(one)) for one in paid)
    return _line(registration, paid[0], total, marks=marks)


def to_apply(one: Ticked) -> Decimal:
    """As much as was received, at most what remains: 120.00 for 100.00 applies 100.00."""
    received, remaining = one.line.amount, one.entry.remaining
    return received if abs(received) < abs(remaining) else remaining


def _line(
    registration: Registration,
    first: Ticked,
    received: Decimal,
    *,
    applies_to: Applied | None = None,
    marks: tuple[Applied, ...] = (),
) -> Line:
    day = first.line.day
    assert day is not None, "the check `date_given` refuses this"
    factor = _factor(registration, first, day)
    party = registration.parties[first.entry.party_id]
    return Line(
        number=first.number,
        posting_date=day,
        document_date=day,
        document_type=DocumentType.PAYMENT if received >= 0 else DocumentType.REFUND,
        document_no=f"{first.number:06d}",
        external_document_no=first.line.external_document_no,
        account=Side("customer", party.id),
        balancing=registration.account,
        description=party.name,
        currency=first.currency,
        factor=factor,
        amount=-received,
        amount_lcy=-round_amount(received * (factor or ONE), registration.local.precision),
        applies_to=applies_to,
        marks=marks,
    )


def _factor(registration: Registration, one: Ticked, day: date) -> Decimal | None:
    """Local currency for one unit that day; None where no rate is known."""
    if one.currency.code == registration.local.code:
        return ONE
    return registration.market.currencies[one.currency.code].factor_on(day)
