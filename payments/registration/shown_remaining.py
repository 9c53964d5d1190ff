"""What stays open of a document once its line is posted, as the list shows it."""

from decimal import Decimal

from arcore.values.money import ZERO
from payments.registration.values import Document, Received


def shown_remaining(document: Document, line: Received) -> Decimal:
    """Zero when all is received, or in time all but the discount; else what is missing.

    Remaining 1,000.00, discount 20.00: received 980.00 in time -> 0.00, late -> 20.00.
    """
    if abs(line.amount) >= abs(document.remaining):
        return ZERO
    in_time = document.in_time(line.day, line.discount_date)
    if in_time and abs(line.amount) >= abs(document.discounted):
        return ZERO
    return document.remaining - line.amount
