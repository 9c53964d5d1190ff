"""What the list tells beside a ticked line; a notice never stops anybody."""

from enum import StrEnum

from payments.registration.shown_remaining import shown_remaining
from payments.registration.values import Document, Received


class Notice(StrEnum):
    """Overdue wins; partial says that the discount is not granted any more."""

    NONE = ""
    OVERDUE = "overdue"
    PARTIAL = "partial"


def notice_of(document: Document, line: Received) -> Notice:
    """Received after the due date, or after the discount date with something left open."""
    if line.day is None:
        return Notice.NONE
    if line.day > document.due_date:
        return Notice.OVERDUE
    last = line.discount_date or document.discount_date
    late = bool(document.remaining_discount) and last is not None and line.day > last
    return Notice.PARTIAL if late and shown_remaining(document, line) else Notice.NONE
