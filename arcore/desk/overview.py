"""The figures of the start page; amounts in local currency, six queries in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, Count, F, IntegerField, QuerySet, Sum, Value, When

from customers.blocking import Blocked
from customers.models import Customer
from ledger.ageing import Ageing, ageing_now
from ledger.models import CustomerLedgerEntry, SalesDocument

LATE_SHOWN, BLOCKED_SHOWN = 8, 8
_STRICTEST_FIRST = Case(
    *(
        When(blocked=block, then=Value(rank))
        for rank, block in enumerate((Blocked.ALL, Blocked.INVOICE, Blocked.SHIP))
    ),
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class LateCustomer:
    """A customer with what is overdue, and since when the oldest of it."""

    customer: Customer
    overdue: Decimal


@dataclass(frozen=True)
class Overview:
    """What a clerk wants to know first."""

    ageing: Ageing
    late: Sequence[LateCustomer]
    blocked: Sequence[Customer]
    blocked_count: int
    drafts: Sequence[tuple[str, int]]


def overview(today: date) -> Overview:
    """Everything the start page shows of the ledger and the customers."""
    blocked = Customer.objects.exclude(blocked=Blocked.BLANK)
    return Overview(
        ageing=ageing_now(today),
        late=largest_overdue(today),
        blocked=_strictest(blocked),
        blocked_count=blocked.count(),
        drafts=drafts_waiting(),
    )


def largest_overdue(today: date) -> list[LateCustomer]:
    """Who owes the most past its due date, credits of the same age deducted."""
    rows = (
        CustomerLedgerEntry.objects.overdue_on(today)
        .order_by()
        .values("customer")
        .annotate(overdue=Sum("remaining_lcy"))
        .filter(overdue__gt=0)
        .order_by("-overdue", "customer")[:LATE_SHOWN]
    )
    owed = {row["customer"]: row["overdue"] for row in rows}
    customers = Customer.objects.in_bulk(list(owed))
    return [LateCustomer(customers[pk], overdue) for pk, overdue in owed.items()]


def drafts_waiting() -> list[tuple[str, int]]:
    """(type, how many) of the documents that are not posted yet, in the order of a sale."""
    waiting = (SalesDocument.Status.OPEN, SalesDocument.Status.RELEASED)
    counts = dict(
        SalesDocument.objects.filter(status__in=waiting)
        .order_by()
        .values_list("type")
        .annotate(number=Count("id"))
    )
    return [(kind, counts[kind]) for kind in SalesDocument.Type.values if kind in counts]


def _strictest(blocked: QuerySet[Customer]) -> list[Customer]:
    ranked = blocked.annotate(rank=_STRICTEST_FIRST).order_by(
        "rank", F("privacy_blocked").desc(), "search_key", "pk"
    )
    return list(ranked[:BLOCKED_SHOWN])
