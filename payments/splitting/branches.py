"""The customers for whom a head office pays: those whose bill-to customer it is."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from customers.models import Customer
from ledger.models import CustomerLedgerEntry

MOST = 100


def branches_of(heads: Collection[int], currency: str) -> QuerySet[Customer]:
    """Branches that owe something in the currency and are no heads of the list, by number."""
    owed = CustomerLedgerEntry.objects.filter(
        customer=OuterRef("pk"), open=True, currency=currency, remaining__gt=0
    )
    found = Customer.objects.filter(Exists(owed), bill_to_customer__in=heads)
    return found.exclude(pk__in=heads).order_by("no")
