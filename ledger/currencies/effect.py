"""What an adjustment will do, read from the request that would be posted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from arcore.values.money import ZERO
from customers.models import Customer
from ledger.currencies.adjust import told_of
from ledger.models import ExchangeAdjustment, Vendor
from ledger.posting import PartyKind
from ledger.posting.for_sources import PostingRequest, Revaluation


@dataclass(slots=True)
class Difference:
    """One entry or bank account on the day: local currency before, after, and the difference."""

    name: str
    party: str
    document_type: str
    currency: str
    amount: Decimal
    before: Decimal
    difference: Decimal

    @property
    def after(self) -> Decimal:
        return self.before + self.difference


@dataclass(frozen=True, slots=True)
class CurrencySum:
    """What an adjustment does for one currency.

    `told` is the row that will keep it, `since` the first day of its rate, `taken_back` what
    applications since the day take back, in LCY.
    """

    told: ExchangeAdjustment
    since: date | None
    taken_back: Decimal


def currency_sums(request: PostingRequest) -> list[CurrencySum]:
    """One for each currency that changes on the day."""
    found = []
    for wanted in request.transactions:
        first = wanted.revaluations[0]
        if first.application_no is not None:
            continue
        code, day = first.currency_id, wanted.posting_date
        told = told_of(code, day, first.factor, wanted.revaluations)
        since = since_when(request, code, day)
        found.append(CurrencySum(told, since, taken_back_of(request, code)))
    return found


def since_when(request: PostingRequest, code: str, day: date) -> date | None:
    """The first day of the rate that is in force on the day."""
    days = [first for first in request.market.currencies[code].days if first <= day]
    return days[-1] if days else None


def differences(request: PostingRequest, most: int) -> list[Difference]:
    """Of the day, the largest ones first; names of customers and vendors in one query each."""
    found: dict[tuple[str, int], Difference] = {}
    parties: dict[tuple[str, int], tuple[PartyKind, int]] = {}
    for revaluation in _of_the_day(request):
        key = _key(revaluation)
        if key in found:
            found[key].difference += revaluation.difference
            continue
        found[key] = _difference(revaluation)
        if revaluation.entry is not None:
            parties[key] = (revaluation.entry.kind, revaluation.entry.party_id)
    largest = sorted(found.items(), key=lambda item: (-abs(item[1].difference), item[0]))[:most]
    names = _names(parties[key] for key, _one in largest if key in parties)
    for key, one in largest:
        if key in parties:
            one.party = names.get(parties[key], "")
    return [one for _key_, one in largest]


def taken_back_of(request: PostingRequest, code: str) -> Decimal:
    """What applications since the day take back of a currency's gains and losses."""
    return sum(
        (
            revaluation.difference
            for transaction in request.transactions
            for revaluation in transaction.revaluations
            if revaluation.application_no is not None and revaluation.currency_id == code
        ),
        ZERO,
    )


def _of_the_day(request: PostingRequest) -> Iterable[Revaluation]:
    return (
        revaluation
        for transaction in request.transactions
        for revaluation in transaction.revaluations
        if revaluation.application_no is None
    )


def _key(revaluation: Revaluation) -> tuple[str, int]:
    if revaluation.entry is not None:
        return (revaluation.entry.kind.value, revaluation.entry.id)
    assert revaluation.bank is not None
    return ("bank", revaluation.bank.bank.id)


def _difference(revaluation: Revaluation) -> Difference:
    entry, line = revaluation.entry, revaluation.bank
    if entry is not None:
        return Difference(
            name=entry.document_no,
            party="",
            document_type=entry.document_type,
            currency=entry.currency_id,
            amount=revaluation.amount,
            before=revaluation.stood_at,
            difference=revaluation.difference,
        )
    assert line is not None
    return Difference(
        name=line.bank.code,
        party=line.bank.name,
        document_type="",
        currency=line.bank.currency_id,
        amount=revaluation.amount,
        before=revaluation.stood_at,
        difference=revaluation.difference,
    )


def _names(wanted: Iterable[tuple[PartyKind, int]]) -> dict[tuple[PartyKind, int], str]:
    pairs = set(wanted)
    found = {}
    for kind, model in ((PartyKind.CUSTOMER, Customer), (PartyKind.VENDOR, Vendor)):
        ids = [pk for one, pk in pairs if one is kind]
        if ids:
            names = model.objects.filter(pk__in=ids).values_list("pk", "name")
            found.update({(kind, pk): name for pk, name in names})
    return found
