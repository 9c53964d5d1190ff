"""The applications of an entry as pairs with the entries it met.

Every detail of an application names its entry and the one it met, so the details of a pair are
those between the two. Undoing writes mirrors under the same number; they tell who undid it.
Pairs are chosen first and then read with all their details, so no sum is ever cut short.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from arcore.values.money import ZERO
from ledger.models import DetailedEntry
from ledger.subledger import Subledger

Type = DetailedEntry.EntryType
APPLICATION = Type.APPLICATION
MOST_SHOWN = 50  # pairs on a card; the list of all of them has pages
RELATED = ("entry", "applied_entry", "transaction__register__user")


@dataclass(slots=True)
class Granted:
    """What one kind of detail adds up to between two entries, in their currency and LCY."""

    amount: Decimal = ZERO
    amount_lcy: Decimal = ZERO


@dataclass(slots=True)
class Settlement:
    """One application between an entry and another; `undone` is the register that undid it.

    `amount` is what it took off the entry, with the entry's sign; `applied_amount` likewise off
    the applied one. `discount_before` and `max_tolerance_before` are the applied entry's.
    `afterwards` is what an adjustment of an earlier day, posted later, had to take back of the
    entry: it belongs to the whole application, so its first pair here has it.
    """

    number: int
    register: Any
    posting_date: Any
    entry: Any
    other: Any
    applying: Any
    amount: Decimal = ZERO
    applied_amount: Decimal = ZERO
    amount_lcy: Decimal = ZERO
    discount_before: Decimal = ZERO
    max_tolerance_before: Decimal = ZERO
    granted: dict[str, Granted] = field(default_factory=lambda: defaultdict(Granted))
    undone: Any = None
    afterwards: list[Any] = field(default_factory=list)

    @property
    def applied(self) -> Any:
        """The one of the two that the applying entry settled."""
        return self.entry if self.applying is self.other else self.other


class Settled(NamedTuple):
    """The newest pairs, newest first, and whether there are more."""

    shown: list[Settlement]
    more: bool


def settled(ledger: Subledger, entry: Any) -> Settled:
    """What the card of an entry shows; two queries."""
    newest = list(
        own_applications(ledger, entry.pk).order_by("-application_no", "id")[: MOST_SHOWN + 1]
    )
    shown = settlements_of(ledger, entry, newest[:MOST_SHOWN])
    return Settled(shown, more=len(newest) > MOST_SHOWN)


def own_applications(ledger: Subledger, entry_id: int) -> QuerySet:
    """The entry's own side of every pair that it was in; undone ones stay, mirrors are none."""
    own = ledger.details.objects.filter(entry=entry_id, entry_type=APPLICATION)
    return own.filter(Q(unapplied=False) | Q(unapplied_by__isnull=False))


def settlements_of(ledger: Subledger, entry: Any, own: Sequence[Any]) -> list[Settlement]:
    """The pairs of these own details, in their order; one query."""
    others = {detail.applied_entry_id for detail in own}
    details = (
        ledger.details.objects.filter(
            Q(entry=entry.pk, applied_entry__in=others)
            | Q(applied_entry=entry.pk, entry__in=others)
            | Q(entry=entry.pk, applied_entry__isnull=True),
            application_no__in={detail.application_no for detail in own},
        )
        .select_related(*RELATED)
        .order_by("id")
    )
    of_pairs = (detail for detail in details if detail.applied_entry_id)
    found = {(one.number, one.other.pk): one for one in pairs_in(of_pairs, entry)}
    wanted = dict.fromkeys((detail.application_no, detail.applied_entry_id) for detail in own)
    pairs = [found[pair] for pair in wanted]
    _tell_afterwards(pairs, [detail for detail in details if not detail.applied_entry_id])
    return pairs


def _tell_afterwards(pairs: Sequence[Settlement], details: Iterable[Any]) -> None:
    """A detail of the adjustment goes to the first pair of its application; mirrors are none."""
    first = {one.number: one for one in reversed(pairs)}
    for detail in details:
        if not detail.unapplied or detail.unapplied_by_id:
            first[detail.application_no].afterwards.append(detail)


def pairs_in(details: Iterable[Any], entry: Any = None) -> list[Settlement]:
    """The pairs that these details make up, seen from `entry`, else from either of the two.

    Originals come before their mirrors; the applied entry is written before the applying.
    """
    pairs: dict[tuple[int, frozenset[int]], Settlement] = {}
    mirrors: set[int] = set()
    for detail in details:
        key = (detail.application_no, frozenset((detail.entry_id, detail.applied_entry_id)))
        if detail.unapplied_by_id:
            mirrors.add(detail.unapplied_by_id)
        if detail.pk in mirrors:
            pairs[key].undone = detail.transaction.register
            continue
        if key not in pairs:
            pairs[key] = _new_pair(detail, entry)
        _add(pairs[key], detail)
    return list(pairs.values())


def _new_pair(detail: Any, seen_from: Any) -> Settlement:
    entry, other = detail.entry, detail.applied_entry
    if seen_from is not None:
        other = other if entry.pk == seen_from.pk else entry
        entry = seen_from
    register = detail.transaction.register
    return Settlement(
        detail.application_no, register, detail.posting_date, entry, other, applying=None
    )


def _add(pair: Settlement, detail: Any) -> None:
    is_own = detail.entry_id == pair.entry.pk
    if detail.entry_type != APPLICATION:
        granted = pair.granted[detail.entry_type]
        granted.amount += detail.amount
        granted.amount_lcy += detail.amount_lcy
        return
    if is_own:
        pair.amount -= detail.amount
    if pair.applying is None:  # the first of the two details belongs to the applied entry
        pair.applying = pair.other if is_own else pair.entry
        pair.applied_amount -= detail.amount
        pair.amount_lcy -= detail.amount_lcy
        pair.discount_before = detail.discount_before
        pair.max_tolerance_before = detail.max_tolerance_before
