"""Questions about bank account ledger entries."""

from decimal import Decimal

from django.db import models
from django.db.models import Sum
from django.db.models.functions import Coalesce

from arcore.values.money import ZERO


class BankLedgerEntryQuerySet(models.QuerySet):
    """Amounts are in the bank account's currency, money in positive."""

    def open(self):
        """Entries that no statement has closed yet."""
        return self.filter(open=True)

    def balance(self) -> Decimal:
        """The balance of the bank accounts of these entries."""
        return self.aggregate(total=Coalesce(Sum("amount"), ZERO))["total"]
