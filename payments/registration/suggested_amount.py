"""What a tick proposes as received: the discounted amount in time, else all that remains."""

from datetime import date
from decimal import Decimal

from arcore.values.money import ZERO
from payments.registration.values import Document


def suggested_amount(document: Document, day: date | None, moved: date | None) -> Decimal:
    """Remaining 1,000.00 with 20.00 discount until the 15th: 980.00 on the 15th, 1,000.00 on the
    16th, nothing without a date. `moved` is a discount date that replaces the document's.
    """
    if day is None:
        return ZERO
    return document.discounted if document.in_time(day, moved) else document.remaining
