"""What the posted events of a page come to: three queries, whatever was applied.

An application may have joined a thousand documents. Its effect is summed in the database, and
only its first pairs are read, each with all its details.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Max, Q, Sum, Window
from django.db.models.functions import DenseRank, Greatest, Least

from ledger.settlement.pairs import APPLICATION, RELATED, pairs_in
from ledger.timeline.account import Account
from ledger.timeline.event import INITIAL, Event

PAIRS_SHOWN = 3
Key = tuple[int, int]  # application no. and transaction: an application, or its undoing


def complete_postings(account: Account, events: Sequence[Event]) -> None:
    """Give each event its entry, register, pairs and amounts."""
    heads = _heads(account, events)
    keys = {key for event in events if (key := _key(event.head))}
    sums, details = _sums(account, keys), _shown_details(account, keys)
    for event in events:
        event.head = heads[event.pk]
        event.register = event.head.transaction.register
        event.user = event.register.user
        key = _key(event.head)
        if key:
            _complete_application(event, sums[key], details[key])
        else:
            _complete_entry(event)


def _key(head: Any) -> Key | None:
    return (head.application_no, head.transaction_id) if head.application_no else None


def _complete_entry(event: Event) -> None:
    head = event.head
    event.entry, event.last_detail = head.entry, head.pk
    event.amount_lcy = head.amount_lcy
    if head.entry_type == INITIAL and head.entry.original_factor != 1:
        event.amount = head.amount


def _complete_application(event: Event, sums: Mapping[str, Any], details: Any) -> None:
    event.pairs = pairs_in(details)
    event.entry = event.pairs[0].applying
    event.left_out = sums["sides"] // 2 - len(event.pairs)
    event.last_detail, event.amount_lcy = sums["last"], sums["total"] or None


def _heads(account: Account, events: Sequence[Event]) -> dict[int, Any]:
    related = ("entry", "transaction__register__user")
    details = account.ledger.details.objects.select_related(*related)
    return details.in_bulk([event.pk for event in events])


def _of_keys(account: Account, keys: set[Key]) -> Any:
    """Numbers and transactions apart: an application and its undoing differ by both."""
    numbers, transactions = {number for number, _ in keys}, {one for _, one in keys}
    return account.ledger.details.objects.filter(
        application_no__in=numbers, transaction__in=transactions
    )


def _sums(account: Account, keys: set[Key]) -> dict[Key, Any]:
    """What each application did to the balance, its last detail, and its sides, two a pair."""
    rows = (
        _of_keys(account, keys)
        .values("application_no", "transaction")
        .annotate(
            total=Sum("amount_lcy"),
            last=Max("id"),
            sides=Count("id", filter=Q(entry_type=APPLICATION)),
        )
        .order_by()
    )
    return {(row["application_no"], row["transaction"]): row for row in rows}


def _shown_details(account: Account, keys: set[Key]) -> dict[Key, list[Any]]:
    """All details of the first pairs of each application, in the order of posting."""
    rank = Window(
        DenseRank(),
        partition_by=("application_no", "transaction"),
        order_by=("lower", "higher"),
    )
    found = (
        _of_keys(account, keys)
        .filter(applied_entry__isnull=False)
        .annotate(
            lower=Least("entry_id", "applied_entry_id"),
            higher=Greatest("entry_id", "applied_entry_id"),
        )
        .annotate(rank=rank)
        .filter(rank__lte=PAIRS_SHOWN)
        .select_related(*RELATED)
        .order_by("id")
    )
    details: dict[Key, list[Any]] = defaultdict(list)
    for detail in found:
        details[detail.application_no, detail.transaction_id].append(detail)
    return details
