"""Documents that are not posted yet, found by number and by about their amount."""

from decimal import Decimal

from django.db.models import Q, QuerySet

from ledger.models import SalesDocument

HUNDRED = Decimal(100)
DONE = (SalesDocument.Status.POSTED, SalesDocument.Status.CONVERTED)


def unposted() -> QuerySet[SalesDocument]:
    """Quotes, orders, invoices, credit memos and return orders in preparation."""
    return SalesDocument.objects.exclude(status__in=DONE)


def about(amount: Decimal, percent: Decimal) -> Q:
    """A total within so many per cent of the amount: 200.00 at 5 % -> 190.00 to 210.00."""
    margin = abs(amount) * percent / HUNDRED
    return Q(total_gross__gte=amount - margin, total_gross__lte=amount + margin)
