"""What customers owe, by how long it has been due (amounts in local currency, debit positive).

Due on the day itself is not overdue. The buckets always add up to the balance of the same
question: `ageing_now` to the remaining amounts of today, `ageing_as_of` to the dated details
up to the evening of any day, past or future.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from arcore.values.money import ZERO
from ledger.models import CustomerLedgerEntry, DetailedCustomerEntry


@dataclass(frozen=True)
class Ageing:
    """Five buckets by days overdue; credits make a bucket smaller or negative."""

    not_due: Decimal = ZERO
    days_1_30: Decimal = ZERO
    days_31_60: Decimal = ZERO
    days_61_90: Decimal = ZERO
    over_90: Decimal = ZERO

    @property
    def overdue(self) -> Decimal:
        """Everything past its due date."""
        return self.days_1_30 + self.days_31_60 + self.days_61_90 + self.over_90

    @property
    def balance(self) -> Decimal:
        return self.not_due + self.overdue


BUCKETS = tuple(bucket.name for bucket in fields(Ageing))


def ageing_now(day: date, customers: Collection[int] | None = None) -> Ageing:
    """All that is open now, aged as of the day; of these customers, or of the whole company."""
    entries = CustomerLedgerEntry.objects.open()
    if customers is not None:
        entries = entries.filter(customer__in=customers)
    return Ageing(**entries.aggregate(**_buckets(day, "due_date", "remaining_lcy")))


def ageing_as_of(day: date, customers: Collection[int] | None = None) -> Ageing:
    """What was owed that evening, from the details dated up to it."""
    details = _dated(day, customers)
    return Ageing(**details.aggregate(**_buckets(day, "entry__due_date", "amount_lcy")))


def ageing_by_customer(
    day: date, customers: Collection[int] | None = None
) -> Mapping[int, Ageing]:
    """`ageing_as_of` of each customer that owed or was owed anything, in one query."""
    rows: Iterable[Any] = (
        _dated(day, customers)
        .values("customer")
        .annotate(**_buckets(day, "entry__due_date", "amount_lcy"))
        .order_by()
    )
    aged = {row["customer"]: Ageing(*(row[name] for name in BUCKETS)) for row in rows}
    return {customer: ageing for customer, ageing in aged.items() if ageing != Ageing()}


def balances_now(
    day: date, customers: Collection[int]
) -> Mapping[int, tuple[Decimal, Decimal]]:
    """Balance and overdue of each of these customers that has open entries, in one query."""
    rows = (
        CustomerLedgerEntry.objects.open()
        .filter(customer__in=customers)
        .values_list("customer")
        .annotate(
            balance=Sum("remaining_lcy"),
            overdue=Coalesce(Sum("remaining_lcy", filter=Q(due_date__lt=day)), ZERO),
        )
        .order_by()
    )
    return {customer: (balance, overdue) for customer, balance, overdue in rows}


def _dated(day: date, customers: Collection[int] | None) -> QuerySet[DetailedCustomerEntry]:
    details = DetailedCustomerEntry.objects.filter(posting_date__lte=day)
    return details if customers is None else details.filter(customer__in=customers)


def _buckets(day: date, due: str, amount: str) -> dict[str, Any]:
    """One filtered sum per bucket, so that a single scan fills all five."""
    edges = [day - timedelta(days=days) for days in (0, 30, 60, 90)]
    bounds = {
        "not_due": Q(**{f"{due}__gte": edges[0]}),
        "days_1_30": Q(**{f"{due}__lt": edges[0], f"{due}__gte": edges[1]}),
        "days_31_60": Q(**{f"{due}__lt": edges[1], f"{due}__gte": edges[2]}),
        "days_61_90": Q(**{f"{due}__lt": edges[2], f"{due}__gte": edges[3]}),
        "over_90": Q(**{f"{due}__lt": edges[3]}),
    }
    return {
        name: Coalesce(Sum(F(amount), filter=bound), ZERO) for name, bound in bounds.items()
    }
