"""Balances and counters of a journal, in one query each; amounts in the bank's currency."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from arcore.values.money import ZERO
from payments.models import (
    BankReconciliationSetup,
    Confidence,
    ReconciliationJournal,
    ReconciliationLine,
)

TO_REVIEW = Q(review_required=True, confidence__lt=Confidence.MANUAL)
WITH_DIFFERENCE = ~Q(amount=F("applied_amount"))
NOT_APPLIED = Q(applied_count=0)
BELOW_HIGH = ~Q(confidence=Confidence.HIGH)
BY_HAND = Q(confidence__gte=Confidence.MANUAL)


@dataclass(frozen=True)
class Totals:
    """What a journal holds; `last_balance` is that of the account's newest statement."""

    lines: int
    applied: int
    to_review: int
    with_difference: int
    not_applied: int
    by_hand: int
    below_high: int
    total: Decimal
    difference: Decimal
    last_balance: Decimal
    ending_balance: Decimal | None

    @property
    def balance_after(self) -> Decimal:
        """Last balance and lines together: 1000.00 and 250.00 -> 1250.00."""
        return self.last_balance + self.total

    @property
    def agrees(self) -> bool | None:
        """Whether posting leads to the ending balance; None while there is none."""
        if self.ending_balance is None:
            return None
        return self.balance_after == self.ending_balance

    @property
    def all_high(self) -> bool:
        """Whether every line matched at exactly High, so that posting can be offered."""
        return bool(self.lines) and not self.below_high


def totals_of(journals: Iterable[ReconciliationJournal]) -> dict[int, Totals]:
    """By journal id, in one query; journals come with their bank account and its setup."""
    journals = list(journals)
    rows = (
        ReconciliationLine.objects.filter(journal__in=[journal.pk for journal in journals])
        .order_by()
        .values("journal")
        .annotate(
            lines=Count("pk"),
            to_review=Count("pk", filter=TO_REVIEW),
            with_difference=Count("pk", filter=WITH_DIFFERENCE),
            not_applied=Count("pk", filter=NOT_APPLIED),
            by_hand=Count("pk", filter=BY_HAND),
            below_high=Count("pk", filter=BELOW_HIGH),
            total=Coalesce(Sum("amount"), ZERO),
            applied_total=Coalesce(Sum("applied_amount"), ZERO),
        )
    )
    counted: dict[int, Any] = {row["journal"]: row for row in rows}
    return {
        journal.pk: _totals(counted.get(journal.pk, NOTHING), journal) for journal in journals
    }


def last_balance(journal: ReconciliationJournal) -> Decimal:
    """Where the account's newest reconciled statement ended; 0 before the first."""
    try:
        return journal.bank_account.reconciliation_setup.balance_last_statement
    except BankReconciliationSetup.DoesNotExist:
        return ZERO


NOTHING = {
    "lines": 0,
    "to_review": 0,
    "with_difference": 0,
    "not_applied": 0,
    "by_hand": 0,
    "below_high": 0,
    "total": ZERO,
    "applied_total": ZERO,
}


def _totals(row: Any, journal: ReconciliationJournal) -> Totals:
    return Totals(
        lines=row["lines"],
        applied=row["lines"] - row["not_applied"],
        to_review=row["to_review"],
        with_difference=row["with_difference"],
        not_applied=row["not_applied"],
        by_hand=row["by_hand"],
        below_high=row["below_high"],
        total=row["total"],
        difference=row["total"] - row["applied_total"],
        last_balance=last_balance(journal),
        ending_balance=journal.ending_balance,
    )
