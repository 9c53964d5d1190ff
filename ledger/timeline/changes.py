"""What the changes of a page were: of posted entries, and of the card with what belongs to it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Window
from django.db.models.functions import RowNumber

from customers.card_history import Change, card_history
from customers.history import history_of
from customers.models import Customer
from ledger.models import EntryAmendment
from ledger.timeline.account import Account
from ledger.timeline.event import Event
from ledger.timeline.place import Turn, moment_at

AMENDMENTS_SHOWN = 5  # of one moment; a job may change thousands of entries in one
_MICROSECOND = timedelta(microseconds=1)


def complete_changes(account: Account, events: Sequence[Event]) -> None:
    """Give each event its amendments or the changes of the card."""
    moments: dict[Turn, dict[datetime, Event]] = defaultdict(dict)
    for event in events:
        moment, turn = moment_at(event.pk)
        moments[turn][moment] = event
    _complete_amended(account, moments[Turn.ENTRY])
    _complete_cards(account, moments[Turn.CARD])


def _complete_amended(account: Account, events: dict[datetime, Event]) -> None:
    """The first of each moment, and how many there are."""
    if not events:
        return
    rank = Window(RowNumber(), partition_by="amended_at", order_by="id")
    total = Window(Count("id"), partition_by="amended_at")
    found = (
        EntryAmendment.objects.filter(**account.own, amended_at__in=list(events))
        .annotate(rank=rank, total=total)
        .filter(rank__lte=AMENDMENTS_SHOWN)
        .select_related("entry", "vendor_entry", "user")
        .order_by("id")
    )
    for amendment in found:
        event = events[amendment.amended_at]
        event.entry = event.entry or amendment.entry or amendment.vendor_entry
        event.amendments = [*event.amendments, amendment]
        event.left_out = amendment.total - AMENDMENTS_SHOWN
        event.user = amendment.user


def _complete_cards(account: Account, events: dict[datetime, Event]) -> None:
    if not events:
        return
    for change in _changes_between(account, min(events), max(events)):
        if event := events.get(change.at):
            event.changes, event.user = [change, *event.changes], change.user


def _changes_between(account: Account, first: datetime, last: datetime) -> Iterator[Change]:
    """The card's own history, newest first; one page of it holds more than a page of rows."""
    before: datetime | None = last + _MICROSECOND
    while before is not None and before > first:
        if account.cards is Customer:
            history = history_of(account.party_id, before)
        else:
            history = card_history(account.cards, account.party_id, before)
        yield from history.changes
        before = history.older
