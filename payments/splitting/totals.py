"""Received, split, left to split; and what goes on account."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from arcore.values.money import ZERO
from ledger.models import ApplicationMark
from payments.models import SplitReceipt


@dataclass(frozen=True)
class Totals:
    """Received 1,000.00, documents take 900.00: 100.00 is left, or on account of somebody."""

    received: Decimal
    documents: Decimal
    count: int
    has_rest: bool

    @property
    def open(self) -> Decimal:
        """What no document takes."""
        return self.received - self.documents

    @property
    def on_account(self) -> Decimal:
        """What goes on account; never less than nothing."""
        return max(self.open, ZERO) if self.has_rest else ZERO

    @property
    def split(self) -> Decimal:
        """What is somebody's."""
        return self.documents + self.on_account

    @property
    def left(self) -> Decimal:
        """What must be zero before it can be posted; negative when too much is given away."""
        return self.received - self.split


def totals_of(receipt: SplitReceipt) -> Totals:
    """One query."""
    return totals_by_receipt([receipt])[receipt.pk]


def totals_by_receipt(receipts: Iterable[SplitReceipt]) -> dict[int, Totals]:
    """Of a page of receipts, in one query."""
    owners = {receipt.owner: receipt for receipt in receipts}
    sums = ApplicationMark.objects.filter(owner__in=owners).values("owner")
    found = {
        row["owner"]: row
        for row in sums.annotate(total=Coalesce(Sum("amount"), ZERO), count=Count("id"))
    }
    return {
        receipt.pk: Totals(
            received=receipt.amount,
            documents=found[owner]["total"] if owner in found else ZERO,
            count=found[owner]["count"] if owner in found else 0,
            has_rest=receipt.rest_to_id is not None,
        )
        for owner, receipt in owners.items()
    }
