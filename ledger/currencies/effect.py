"""What an adjustment will do, read from the request that would be posted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.models import Customer
from ledger.currencies.worth import ForeignBank, foreign_banks, read_foreign_banks
from ledger.models import Vendor
from ledger.posting import PartyKind
from ledger.posting.for_sources import PostingRequest, Revaluation, fetch


@dataclass(slots=True)
class Difference:
    """One entry or bank account: local currency now, then, and the difference."""

    name: str
    party: str
    document_type: str
    currency: str
    amount: Decimal | None
    before: Decimal | None
    difference: Decimal

    @property
    def after(self) -> Decimal | None:
        return None if self.before is None else self.before + self.difference


def since_when(request: PostingRequest, code: str, day: date) -> date | None:
    """The first day of the rate that is in force on the day."""
    days = [first for first in request.market.currencies[code].days if first <= day]
    return days[-1] if days else None


def differences(request: PostingRequest, most: int) -> list[Difference]:
    """The largest ones first; names of customers and vendors, and balances of banks, in one
    query each."""
    found: dict[tuple[str, int], Difference] = {}
    parties: dict[tuple[str, int], tuple[PartyKind, int]] = {}
    for revaluation in _all(request):
        key = _key(revaluation)
        if key in found:
            found[key].difference += revaluation.difference
            continue
        found[key] = _difference(revaluation)
        if revaluation.entry is not None:
            parties[key] = (revaluation.entry.kind, revaluation.entry.party_id)
    largest = sorted(found.items(), key=lambda item: (-abs(item[1].difference), item[0]))[:most]
    names = _names(parties[key] for key, _one in largest if key in parties)
    banks = _balances(request)
    for key, one in largest:
        if key in parties:
            one.party = names.get(parties[key], "")
        elif key[1] in banks:
            one.amount, one.before = banks[key[1]].balance, banks[key[1]].balance_lcy
    return [one for _key_, one in largest]


def _all(request: PostingRequest) -> Iterable[Revaluation]:
    return (r for transaction in request.transactions for r in transaction.revaluations)


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
            amount=entry.remaining,
            before=entry.remaining_lcy,
            difference=revaluation.difference,
        )
    assert line is not None
    return Difference(
        name=line.bank.code,
        party=line.bank.name,
        document_type="",
        currency=line.bank.currency_id,
        amount=None,
        before=None,
        difference=revaluation.difference,
    )


def _balances(request: PostingRequest) -> dict[int, ForeignBank]:
    """By id of the bank account."""
    lines = [r.bank for r in _all(request) if r.bank is not None]
    if not lines:
        return {}
    codes = {line.bank.currency_id for line in lines}
    rows = fetch(foreign_banks(sorted(codes), request.transactions[0].posting_date))
    return {held.bank.id: held for held in read_foreign_banks(rows)}


def _names(wanted: Iterable[tuple[PartyKind, int]]) -> dict[tuple[PartyKind, int], str]:
    pairs = set(wanted)
    found = {}
    for kind, model in ((PartyKind.CUSTOMER, Customer), (PartyKind.VENDOR, Vendor)):
        ids = [pk for one, pk in pairs if one is kind]
        if ids:
            names = model.objects.filter(pk__in=ids).values_list("pk", "name")
            found.update({(kind, pk): name for pk, name in names})
    return found
