"""The applications of an entry as pairs with the entries it met.

Every detail of an application names its entry and the one it met, so the details of a pair are
those between the two. Undoing writes mirrors under the same number; they tell who undid it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q

from arcore.values.money import ZERO
from ledger.models import DetailedEntry
from ledger.subledger import Subledger

Type = DetailedEntry.EntryType
APPLICATION = Type.APPLICATION
MOST_APPLICATIONS = 50
MOST_DETAILS = 2_000


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

    @property
    def applied(self) -> Any:
        """The one of the two that the applying entry settled."""
        return self.entry if self.applying is self.other else self.other


def settlements_of(ledger: Subledger, entry: Any) -> list[Settlement]:
    """The newest applications of the entry, newest first; two queries."""
    own = ledger.details.objects.filter(entry=entry, application_no__isnull=False)
    numbers = own.values_list("application_no", flat=True).distinct()
    newest = list(numbers.order_by("-application_no")[:MOST_APPLICATIONS])
    details = (
        ledger.details.objects.filter(application_no__in=newest)
        .filter(Q(entry=entry) | Q(applied_entry=entry))
        .select_related("entry", "applied_entry", "transaction__register__user")
        .order_by("id")[:MOST_DETAILS]
    )
    found = list(_gathered(entry, details))
    return sorted(found, key=lambda one: -one.number)


def _gathered(entry: Any, details: Iterable[Any]) -> Iterator[Settlement]:
    """Originals come before their mirrors; the applied entry is written before the applying."""
    pairs: dict[tuple[int, int], Settlement] = {}
    mirrors: set[int] = set()
    for detail in details:
        if detail.applied_entry_id is None:
            continue
        other = detail.applied_entry if detail.entry_id == entry.pk else detail.entry
        key = (detail.application_no, other.pk)
        if detail.unapplied_by_id:
            mirrors.add(detail.unapplied_by_id)
        if detail.pk in mirrors:
            pairs[key].undone = detail.transaction.register
            continue
        if key not in pairs:
            register = detail.transaction.register
            pairs[key] = Settlement(
                *(detail.application_no, register, detail.posting_date, entry, other, None)
            )
        _add(pairs[key], detail)
    yield from pairs.values()


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
