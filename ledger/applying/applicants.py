"""Who applies: a posted entry, or a line of a payment journal that waits to be posted.

Marks belong to an owner, `<prefix>:<id>`. An app above the ledger registers how its own owners
are read, so that the same screen serves them and a mark can be told by what it is for.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ledger.applying.ledgers import LEDGERS
from ledger.posting.for_sources import Currency, PartyKind, set_of


@dataclass(frozen=True, slots=True)
class Applicant:
    """What entries are marked for.

    `amount` is what it has left, with its sign: zero for a journal line whose amount follows
    from the marks. `factor` is local currency for one unit, None while no rate is known.
    `entry_id` is a posted entry's. `latest` is the last posting date of what it may settle;
    None where the application's own date follows the entries. `page` names the page it came
    from, its arguments and the place on it; `may_fill` when the worked out amount may be taken
    over there. `document_id` is the one entry that it names by itself: it counts as marked, and
    becomes a mark as soon as the marks change.
    """

    owner: str
    kind: PartyKind
    party_id: int
    party: str
    label: str
    document_type: str
    posting_date: date
    currency: Currency
    factor: Decimal | None
    amount: Decimal
    is_open: bool = True
    entry_id: int | None = None
    latest: date | None = None
    page: tuple[str, tuple[Any, ...], str] = ("", (), "")
    may_fill: bool = False
    document_id: int | None = None


Read = Callable[[Sequence[int]], Mapping[int, Applicant]]
Fill = Callable[[int, Decimal, int | None], None]
Begin = Callable[[int, int | None], int | None]
_READERS: dict[str, Read] = {}
_FILLS: dict[str, Fill] = {}
_BEGINS: dict[str, Begin] = {}


def register_applicants(
    prefix: str, read: Read, fill: Fill | None = None, begin: Begin | None = None
) -> None:
    """Let `read` give the applicants, by id, of owners that begin with `prefix` and a colon.

    `fill` takes id, amount and user over where an applicant `may_fill`. `begin` is told id and
    user before marks change, in the same transaction, and gives up the open entry that the
    applicant named by itself. Both raise `PostingRefused` if they can't.
    """
    _READERS[prefix] = read
    if fill is not None:
        _FILLS[prefix] = fill
    if begin is not None:
        _BEGINS[prefix] = begin


def fill_amount(applicant: Applicant, amount: Decimal, user_id: int | None) -> None:
    """Take the worked out amount over to where the applicant came from."""
    prefix, _colon, number = applicant.owner.partition(":")
    _FILLS[prefix](int(number), amount, user_id)


def begin_marking(applicant: Applicant, user_id: int | None) -> int | None:
    """Tell the applicant that its marks change; the entry that it named by itself until now."""
    prefix, _colon, number = applicant.owner.partition(":")
    return _BEGINS[prefix](int(number), user_id) if prefix in _BEGINS else None


def applicants(owners: Iterable[str]) -> dict[str, Applicant]:
    """By owner; one read a prefix. What is unknown or gone is left out."""
    ids: dict[str, list[int]] = defaultdict(list)
    for owner in sorted(set(owners)):
        prefix, _colon, number = owner.partition(":")
        if prefix in _READERS and number.isascii() and number.isdigit() and len(number) < 19:
            ids[prefix].append(int(number))
    found: dict[str, Applicant] = {}
    for prefix, wanted in ids.items():
        read = _READERS[prefix](wanted)
        found |= {f"{prefix}:{pk}": one for pk, one in read.items()}
    return found


def applicant(owner: str) -> Applicant | None:
    """The one of that owner; None when there is none, or no longer."""
    return applicants([owner]).get(owner)


def _posted(kind: PartyKind) -> Read:
    """Reads posted entries of one ledger."""

    def read(ids: Sequence[int]) -> Mapping[int, Applicant]:
        ledger = LEDGERS[kind]
        found = ledger.entries.objects.select_related("currency", ledger.party).in_bulk(ids)
        return {pk: _of_entry(kind, entry) for pk, entry in found.items()}

    return read


def _of_entry(kind: PartyKind, entry: Any) -> Applicant:
    ledger = LEDGERS[kind]
    party = getattr(entry, ledger.party)
    return Applicant(
        owner=set_of(kind, entry.pk),
        kind=kind,
        party_id=party.pk,
        party=str(party),
        label=str(entry),
        document_type=entry.document_type,
        posting_date=entry.posting_date,
        currency=Currency(entry.currency_id, entry.currency.precision),
        factor=entry.original_factor,
        amount=entry.remaining,
        is_open=entry.open,
        entry_id=entry.pk,
        page=(f"ledger:{kind}_entry_detail", (entry.pk,), ""),
    )


for _kind in PartyKind:
    register_applicants(f"{_kind}-entry", _posted(_kind))
