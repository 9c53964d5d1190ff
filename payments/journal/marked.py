"""How many entries are marked for lines, and what their amounts to apply come to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Max, Min, Sum
from django.db.models.functions import Coalesce

from ledger.models import ApplicationMark
from payments.models import JournalLine


@dataclass(frozen=True, slots=True)
class Marked:
    """The set of one line; `amount` only where all of its entries are in one currency."""

    count: int
    amount: Decimal | None
    currency_id: str


def marked_for(lines: Iterable[JournalLine]) -> Mapping[str, Marked]:
    """By mark owner, for the lines that have marks; one query."""
    currency = Coalesce("customer_entry__currency_id", "vendor_entry__currency_id")
    marks = ApplicationMark.objects.filter(owner__in=[line.mark_owner for line in lines])
    found = marks.values("owner").annotate(
        count=Count("pk"), total=Sum("amount"), first=Min(currency), last=Max(currency)
    )
    return {
        row["owner"]: Marked(
            row["count"], row["total"] if row["first"] == row["last"] else None, row["first"]
        )
        for row in found
    }
