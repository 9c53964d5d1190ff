"""The balance of the account that takes the money: posted, not posted yet, and both together.

An account may have a million entries, so what is posted and what waits in journals is summed
once, when the page is opened. Each tick tells that standing again and sums the ticks alone.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Count, F, Q, Sum, When
from django.db.models.functions import Coalesce

from arcore.company.models import Company
from arcore.values.money import ZERO
from ledger.models import GeneralLedgerEntry
from payments.models import JournalLine, RegistrationLine, RegistrationSetup


@dataclass(frozen=True)
class Standing:
    """What the account holds without the ticks; `journals` are lines that wait elsewhere."""

    posted: Decimal
    journals: Decimal


@dataclass(frozen=True)
class Balance:
    """In the account's currency, money in positive."""

    currency: str
    count: int
    ticked: Decimal
    standing: Standing

    @property
    def unposted(self) -> Decimal:
        """What is ticked here and what waits in journals."""
        return self.ticked + self.standing.journals

    @property
    def total(self) -> Decimal:
        """What the account will hold once everything is posted."""
        return self.standing.posted + self.unposted


def standing_of(setup: RegistrationSetup) -> Standing:
    """Summed over all entries of the account, and all journal lines on it."""
    return Standing(_posted(setup), _in_journals(setup))


def balance_of(setup: RegistrationSetup, standing: Standing) -> Balance:
    """Of a complete setup, as it stands with the user's ticks."""
    currency = _currency(setup)
    ticks = RegistrationLine.objects.filter(user_id=setup.user_id).aggregate(
        count=Count("pk"),
        total=Coalesce(Sum("amount_received", filter=Q(entry__currency=currency)), ZERO),
    )
    return Balance(
        currency=currency,
        count=ticks["count"],
        ticked=ticks["total"],
        standing=standing,
    )


def _currency(setup: RegistrationSetup) -> str:
    bank = setup.balancing_bank
    return bank.currency_id if bank else Company.get().local_currency_id


def _is_local(setup: RegistrationSetup) -> bool:
    bank = setup.balancing_bank
    return bank is None or bank.currency_id == Company.get().local_currency_id


def _posted(setup: RegistrationSetup) -> Decimal:
    if setup.balancing_bank is not None:
        return setup.balancing_bank.entries.balance()
    entries = GeneralLedgerEntry.objects.filter(account=setup.balancing_account)
    return entries.aggregate(total=Coalesce(Sum("amount"), ZERO))["total"]


def _in_journals(setup: RegistrationSetup) -> Decimal:
    """Journal lines on the account, on either side; recurring ones are no money yet."""
    column = "amount_lcy" if _is_local(setup) else "amount"
    name = "bank" if setup.balancing_bank is not None else "account"
    here, there = (
        Q(**{name: setup.balancing_side}),
        Q(**{f"balancing_{name}": setup.balancing_side}),
    )
    sides = Case(When(here, then=F(column)), default=-F(column))
    lines = JournalLine.objects.filter(here | there, batch__template__recurring=False)
    return lines.aggregate(total=Coalesce(Sum(sides), ZERO))["total"]
