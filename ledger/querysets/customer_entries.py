"""Questions about customer ledger entries."""

from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from arcore.values.money import ZERO
from ledger.querysets.open_entries import OpenEntryQuerySet


class CustomerLedgerEntryQuerySet(OpenEntryQuerySet):
    """Amounts are in local currency, debit positive."""

    def balance(self) -> Decimal:
        """What the customers of these entries owe."""
        return self.open().aggregate(total=Coalesce(Sum("remaining_lcy"), ZERO))["total"]

    def balances(self, day: date) -> dict[str, Decimal]:
        """Balance and the part overdue on that day, in one query."""
        return self.open().aggregate(
            balance=Coalesce(Sum("remaining_lcy"), ZERO),
            overdue=Coalesce(Sum("remaining_lcy", filter=Q(due_date__lt=day)), ZERO),
        )
