"""Payment discount tolerance: a discount granted late, within the grace period (section 5)."""

from datetime import date
from decimal import Decimal

from arcore.values.money import ZERO
from ledger.posting.amounts.discount import PAID, PAYING
from ledger.posting.amounts.offer import Offer


def late_discount(
    applying_type: str, paid_on: date, entry: Offer, available: Decimal
) -> Decimal:
    """The discount that may be accepted late, with the entry's sign, or zero.

    1000.00 less 20.00 until the 15th, grace to the 20th, tolerance 5.00: paid on the 18th,
    975.00 -> 20.00; 974.99 -> 0; on the 21st -> 0. `available` has no sign.
    """
    discount = entry.remaining_discount
    if (
        applying_type not in PAYING
        or entry.document_type not in PAID
        or not discount
        or abs(discount) > abs(entry.remaining)
        or entry.discount_date is None
        or entry.discount_tolerance_date is None
        or not entry.discount_date < paid_on <= entry.discount_tolerance_date
    ):
        return ZERO
    needed = least_needed(entry, discount)
    return discount if available >= needed and abs(entry.to_apply) >= needed else ZERO


def least_needed(entry: Offer, discount: Decimal) -> Decimal:
    """What closes the entry at the least: remaining - discount - tolerance, without a sign."""
    return max(abs(entry.remaining - discount) - abs(entry.max_tolerance), ZERO)
