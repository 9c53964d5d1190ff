"""The document of the rules' examples: 1,000.00 due on the 31st, 20.00 discount until the 15th."""

from datetime import date
from decimal import Decimal

from payments.registration.values import Document, Received

DUE = date(2026, 1, 31)
IN_TIME, LAST, LATE, OVERDUE = (date(2026, 1, day) for day in (14, 15, 16, 31))
NEXT = date(2026, 2, 1)


def document(remaining="1000.00", discount="20.00") -> Document:
    amount = Decimal(discount)
    return Document(Decimal(remaining), DUE, amount, LAST if amount else None)


def memo() -> Document:
    """A credit memo of 200.00 with 4.00 discount."""
    return document("-200.00", "-4.00")


def received(day, amount, moved=None, external="") -> Received:
    return Received(day, Decimal(amount), moved, external)
