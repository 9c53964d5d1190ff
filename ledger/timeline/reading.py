"""One page of a timeline: from each stream as many events as fit, the first of all kept."""

from collections.abc import Sequence

from django.db.models import QuerySet

from arcore.ui.keyset import KeysetPage, Place, Sort, page_of
from ledger.timeline.account import Account
from ledger.timeline.balances import Point, balances_at
from ledger.timeline.changes import complete_changes
from ledger.timeline.event import Event
from ledger.timeline.place import CHANGES_FROM
from ledger.timeline.postings import complete_postings
from ledger.timeline.streams import streams_of


def rows_of(account: Account) -> QuerySet:
    """One row for each event, to be counted."""
    first, *others = (stream.rows(account) for stream in streams_of(account))
    return first.union(*others, all=True) if others else first


def read_events(account: Account, sort: Sort, place: Place | None, size: int) -> KeysetPage:
    """At most `size` events behind the place, by date; a query for each stream."""
    streams = streams_of(account)

    def fetch(place: Place | None, most: int) -> list[Event]:
        found = [
            event for stream in streams for event in stream.read(account, sort, place, most)
        ]
        descending = sort.descending != (place is not None and place.backward)
        found.sort(key=_order, reverse=descending)
        return found[:most]

    return page_of(fetch, sort, place, size)


def complete(account: Account, events: Sequence[Event]) -> None:
    """What the events of a page, in its order, were, and the balance after each of them."""
    complete_postings(account, [event for event in events if event.head])
    complete_changes(account, [event for event in events if not event.head])
    points = [Point(event.date, event.last_detail or CHANGES_FROM) for event in events]
    newest_first = len(events) > 1 and _order(events[0]) > _order(events[-1])
    balances = balances_at(account, points, newest_first=newest_first)
    for event, balance in zip(events, balances, strict=True):
        event.balance = balance


def _order(event: Event) -> tuple[object, int]:
    return event.date, event.pk
