"""What customers owe, and what we owe vendors, by how long it has been due (local currency).

Due on the day itself is not overdue. The buckets always add up to the balance of the same
question: `ageing_now` to the remaining amounts of today, `ageing_as_of` to the dated details
up to the evening of any day, past or future. What is owed is positive: a customer's debits, a
vendor's credits.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from arcore.values.money import ZERO
from ledger.models import DetailedCustomerEntry
from ledger.subledger import RECEIVABLES, Subledger


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


def ageing_now(
    day: date, parties: Collection[int] | None = None, ledger: Subledger = RECEIVABLES
) -> Ageing:
    """All that is open now, aged as of the day; of these parties, or of the whole company."""
    entries = ledger.entries.objects.open()
    if parties is not None:
        entries = entries.filter(**{f"{ledger.party}__in": parties})
    buckets = _buckets(day, "due_date", F("remaining_lcy") * ledger.sign)
    return Ageing(**entries.aggregate(**buckets))


def ageing_as_of(day: date, customers: Collection[int] | None = None) -> Ageing:
    """What was owed that evening, from the details dated up to it."""
    details = _dated(day, customers)
    return Ageing(**details.aggregate(**_buckets(day, "entry__due_date", F("amount_lcy"))))


def ageing_by_customer(
    day: date, customers: Collection[int] | None = None
) -> Mapping[int, Ageing]:
    """`ageing_as_of` of each customer that owed or was owed anything, in one query."""
    rows: Iterable[Any] = (
        _dated(day, customers)
        .values("customer")
        .annotate(**_buckets(day, "entry__due_date", F("amount_lcy")))
        .order_by()
    )
    aged = {row["customer"]: Ageing(*(row[name] for name in BUCKETS)) for row in rows}
    return {customer: ageing for customer, ageing in aged.items() if ageing != Ageing()}


def balances_now(
    day: date, parties: Collection[int], ledger: Subledger = RECEIVABLES
) -> Mapping[int, tuple[Decimal, Decimal]]:
    """Balance and overdue of each of these parties that has open entries, in one query."""
    left = F("remaining_lcy") * ledger.sign
    rows = (
        ledger.entries.objects.open()
        .filter(**{f"{ledger.party}__in": parties})
        .values_list(ledger.party)
        .annotate(
            balance=Sum(left),
            overdue=Coalesce(Sum(left, filter=Q(due_date__lt=day)), ZERO),
        )
        .order_by()
    )
    return {party: (balance, overdue) for party, balance, overdue in rows}


def _dated(day: date, customers: Collection[int] | None) -> QuerySet[DetailedCustomerEntry]:
    details = DetailedCustomerEntry.objects.filter(posting_date__lte=day)
    return details if customers is None else details.filter(customer__in=customers)


def _buckets(day: date, due: str, amount: Combinable) -> dict[str, Any]:
    """One filtered sum per bucket, so that a single scan fills all five."""
    edges = [day - timedelta(days=days) for days in (0, 30, 60, 90)]
    bounds = {
        "not_due": Q(**{f"{due}__gte": edges[0]}),
        "days_1_30": Q(**{f"{due}__lt": edges[0], f"{due}__gte": edges[1]}),
        "days_31_60": Q(**{f"{due}__lt": edges[1], f"{due}__gte": edges[2]}),
        "days_61_90": Q(**{f"{due}__lt": edges[2], f"{due}__gte": edges[3]}),
        "over_90": Q(**{f"{due}__lt": edges[3]}),
    }
    return {name: Coalesce(Sum(amount, filter=bound), ZERO) for name, bound in bounds.items()}
