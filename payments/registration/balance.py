"""The balance of the account that takes the money: posted, not posted yet, and both together."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Count, F, Q, Sum, When
from django.db.models.functions import Coalesce

from arcore.company.models import Company
from arcore.values.money import ZERO
from ledger.models import GeneralLedgerEntry
from payments.models import JournalLine, RegistrationLine, RegistrationSetup


@dataclass(frozen=True)
class Balance:
    """In the account's currency, money in positive; `journals` are lines that wait elsewhere."""

    currency: str
    count: int
    ticked: Decimal
    posted: Decimal
    journals: Decimal

    @property
    def unposted(self) -> Decimal:
        """What is ticked here and what waits in journals."""
        return self.ticked + self.journals

    @property
    def total(self) -> Decimal:
        """What the account will hold once everything is posted."""
        return self.posted + self.unposted


def balance_of(setup: RegistrationSetup) -> Balance:
    """Of a complete setup, in a fixed number of queries."""
    local = Company.get().local_currency_id
    bank = setup.balancing_bank
    currency = bank.currency_id if bank else local
    ticks = RegistrationLine.objects.filter(user_id=setup.user_id).aggregate(
        count=Count("pk"),
        total=Coalesce(Sum("amount_received", filter=Q(entry__currency=currency)), ZERO),
    )
    return Balance(
        currency=currency,
        count=ticks["count"],
        ticked=ticks["total"],
        posted=_posted(setup),
        journals=_in_journals(setup, "amount_lcy" if currency == local else "amount"),
    )


def _posted(setup: RegistrationSetup) -> Decimal:
    if setup.balancing_bank is not None:
        return setup.balancing_bank.entries.balance()
    entries = GeneralLedgerEntry.objects.filter(account=setup.balancing_account)
    return entries.aggregate(total=Coalesce(Sum("amount"), ZERO))["total"]


def _in_journals(setup: RegistrationSetup, column: str) -> Decimal:
    """Journal lines on the account, on either side; recurring ones are no money yet."""
    name = "bank" if setup.balancing_bank is not None else "account"
    here, there = (
        Q(**{name: setup.balancing_side}),
        Q(**{f"balancing_{name}": setup.balancing_side}),
    )
    sides = Case(When(here, then=F(column)), default=-F(column))
    lines = JournalLine.objects.filter(here | there, batch__template__recurring=False)
    return lines.aggregate(total=Coalesce(Sum(sides), ZERO))["total"]
