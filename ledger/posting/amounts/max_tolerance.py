"""How much of an entry may be written off as payment tolerance (ledger spec, section 5)."""

from dataclasses import dataclass
from decimal import Decimal

from arcore.values.money import CENT, ZERO, round_amount
from ledger.models.document_type import DocumentType

TOLERATED = frozenset({DocumentType.INVOICE, DocumentType.CREDIT_MEMO})
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class ToleranceLimits:
    """The set-up of one currency: a share of the amount and a largest amount; 0 sets neither."""

    percent: Decimal = ZERO
    most: Decimal = ZERO


def max_tolerance(
    document_type: str,
    amount: Decimal,
    limits: ToleranceLimits,
    precision: Decimal = CENT,
    *,
    blocked: bool = False,
) -> Decimal:
    """The max. payment tolerance of an entry of that amount, with the amount's sign.

    1000.00 at 1 %, at most 5.00 -> 5.00; at most 0 -> 10.00; at 0 %, at most 5.00 -> 5.00.
    Never more than the amount: 3.00 at 0 %, at most 5.00 -> 3.00. Credit memo -1000.00 -> -5.00.
    Zero for other documents and for a customer who has no tolerance (`blocked`).
    """
    if blocked or document_type not in TOLERATED:
        return ZERO
    owed = abs(amount)
    share = owed * limits.percent / HUNDRED
    if not limits.percent:
        share = limits.most
    elif limits.most:
        share = min(share, limits.most)
    allowed = min(round_amount(share, precision), owed)
    return allowed if amount > ZERO else -allowed
