"""When the customer deducted a discount too late, and moving its date would close the document."""

from payments.registration.values import Document, Received


def late_discount(document: Document, line: Received) -> bool:
    """Whether the discounted amount came after the discount date, and not all of it.

    It is posted as a partial payment that leaves the discount open, unless the user moves the
    discount date to the day of the payment.
    """
    if line.day is None or not document.remaining_discount:
        return False
    if document.in_time(line.day, line.discount_date):
        return False
    return abs(document.discounted) <= abs(line.amount) < abs(document.remaining)
