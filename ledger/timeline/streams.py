"""The three streams of a timeline: postings, changes of posted entries, changes of the card.

Each is read from a place on along an index of its own (EXPLAIN of an account with 100,000
entries: the posted ones walk (customer, posting date, id) and stop at the page's last row).
"""

from abc import ABC, abstractmethod
from datetime import timedelta
from typing import Any

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from arcore.ui.keyset import Place, Sort, beyond
from customers.card_history import event_model
from ledger.models import DocumentType, EntryAmendment
from ledger.timeline.account import ALL_KINDS, Account, Kind
from ledger.timeline.event import INITIAL, REVERSAL, Event
from ledger.timeline.place import Turn, is_change, moment_at, start_of

ONE_DAY = timedelta(days=1)
MONEY = (DocumentType.PAYMENT, DocumentType.REFUND)


class Postings:
    """Detailed entries that begin something: an entry, an application, a revaluation."""

    kinds = ALL_KINDS - {Kind.CHANGE}

    def rows(self, account: Account) -> QuerySet:
        """One row for each event, in no order."""
        return self._within(account).values_list("id").order_by()

    def read(self, account: Account, sort: Sort, place: Place | None, most: int) -> list[Event]:
        """At most so many events behind the place."""
        dated = Sort("posting_date", sort.descending)
        backward = place is not None and place.backward
        found = self._within(account).order_by(*dated.order_by(backward=backward))
        if place is not None and place.pk is not None:
            found = found.filter(beyond(place, dated))
        return [Event.posted(head) for head in found[:most]]

    def _within(self, account: Account) -> QuerySet:
        found = account.ledger.details.objects.filter(**account.own).alias(
            first=_first_of_application(account), mirror=_mirror_of_reversal(account)
        )
        if account.first:
            found = found.filter(posting_date__gte=account.first)
        if account.last:
            found = found.filter(posting_date__lte=account.last)
        return found.filter(_heads(account))


class Changes(ABC):
    """Changes, one event for each moment; what was changed together is told together."""

    kinds = frozenset({Kind.CHANGE})
    turn: Turn
    moment: str
    key: str

    @abstractmethod
    def of(self, account: Account) -> QuerySet:
        """The rows that tell the account's changes."""

    def rows(self, account: Account) -> QuerySet:
        """One row for each moment, in no order."""
        moments = self._within(account).values(self.moment)
        return moments.annotate(first=Min(self.key)).values_list("first").order_by()

    def read(self, account: Account, sort: Sort, place: Place | None, most: int) -> list[Event]:
        """At most so many events behind the place."""
        descending = sort.descending != (place is not None and place.backward)
        found = self._within(account)
        if place is not None and place.pk is not None:
            found = found.filter(**self._behind(place, descending))
        order = f"-{self.moment}" if descending else self.moment
        moments = found.values_list(self.moment, flat=True).distinct().order_by(order)
        return [Event.changed(moment, self.turn) for moment in moments[:most]]

    def _within(self, account: Account) -> QuerySet:
        found = self.of(account)
        if account.first:
            found = found.filter(**{f"{self.moment}__gte": start_of(account.first)})
        if account.last:
            found = found.filter(**{f"{self.moment}__lt": start_of(account.last + ONE_DAY)})
        return found

    def _behind(self, place: Place, descending: bool) -> dict[str, Any]:
        """What was posted on a day comes before its changes."""
        if not is_change(place.pk):
            day = place.value
            sign = "lt" if descending else "gte"
            return {f"{self.moment}__{sign}": start_of(day)}
        moment, turn = moment_at(place.pk)
        sign = "lt" if descending else "gt"
        if self.turn != turn and (self.turn < turn) == descending:
            sign += "e"
        return {f"{self.moment}__{sign}": moment}


class EntryChanges(Changes):
    """Fields of posted entries that were amended."""

    turn = Turn.ENTRY
    moment = "amended_at"
    key = "id"

    def of(self, account: Account) -> QuerySet:
        return EntryAmendment.objects.filter(**account.own)


class CardChanges(Changes):
    """States of the card, blocks among them, as the database itself recorded them."""

    turn = Turn.CARD
    moment = "pgh_created_at"
    key = "pgh_id"

    def of(self, account: Account) -> QuerySet:
        return event_model(account.cards).objects.filter(pgh_obj_id=account.party_id)


STREAMS = (Postings(), EntryChanges(), CardChanges())


def streams_of(account: Account) -> list[Any]:
    """Those that have any of the kinds asked for."""
    return [stream for stream in STREAMS if stream.kinds & set(account.kinds)]


def _heads(account: Account) -> Q:
    """The details that begin an event of the kinds asked for."""
    kinds, entry, party = set(account.kinds), Q(entry_type=INITIAL), account.ledger.party
    of_entry = Q(application_no__isnull=True)
    # Nothing comes before the first: "at most" is "equal", but equality would let the planner
    # expect a handful of rows and sort the whole account instead of walking the index.
    applied = Q(application_no__isnull=False, pk__lte=F("first"), mirror__lte=0)
    if Postings.kinds <= kinds:
        return of_entry | applied
    reversing = Q(entry__reversed=True, entry__source=REVERSAL)
    conditions = {
        Kind.DOCUMENT: entry & ~Q(document_type__in=MONEY) & ~reversing,
        Kind.PAYMENT: entry & Q(document_type__in=MONEY) & ~reversing,
        Kind.REVERSAL: entry & reversing & Q(**{f"entry__{party}": account.party_id}),
        Kind.REVALUATION: of_entry & ~entry,
        Kind.APPLICATION: applied,
    }
    chosen = Q(pk__in=[])
    for kind in kinds & conditions.keys():
        chosen |= conditions[kind]
    return chosen


def _first_of_application(account: Account) -> Subquery:
    """The first detail of the same application, or of the same undoing of it."""
    same = account.ledger.details.objects.filter(
        application_no=OuterRef("application_no"), transaction=OuterRef("transaction")
    )
    return Subquery(same.order_by("id").values("id")[:1])


def _mirror_of_reversal(account: Account) -> Coalesce:
    """The entry met, if it is the mirror that a reversal wrote in this transaction, else 0.

    The entries that a reversal closes against each other are told by the reversal itself.
    """
    mirrors = account.ledger.entries.objects.filter(
        pk=OuterRef("applied_entry"), transaction=OuterRef("transaction"), source=REVERSAL
    )
    return Coalesce(Subquery(mirrors.values("id")[:1]), 0)
