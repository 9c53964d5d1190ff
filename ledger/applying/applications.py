"""The applications that an entry took part in, newest first: what they settled, who and when."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from arcore.values.money import ZERO
from ledger.applying.ledgers import LEDGERS
from ledger.posting.for_sources import PartyKind

MOST_DETAILS = 2_000
NEWEST = 20


@dataclass(slots=True)
class Applied:
    """One application number. `entries` are (entry, applied amount), `granted` discount and
    tolerance by entry type; `undone` is the register that undid it.
    """

    number: int
    posting_date: date
    document_no: str
    register: Any
    entries: dict[int, tuple[Any, Decimal]] = field(default_factory=dict)
    granted: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    undone: Any = None

    @property
    def user(self) -> str:
        return str(self.register.user or "")

    @property
    def at(self) -> datetime:
        return self.register.posted_at


def applications_of(
    kind: PartyKind, entry_id: int, *, live_only: bool = False
) -> list[Applied]:
    """The newest of them, each whole; two queries."""
    ledger = LEDGERS[kind]
    own = ledger.details.objects.filter(entry_id=entry_id, application_no__isnull=False)
    if live_only:
        own = own.filter(unapplied=False)
    numbers = list(
        own.values_list("application_no", flat=True)
        .distinct()
        .order_by("-application_no")[:NEWEST]
    )
    details = (
        ledger.details.objects.filter(application_no__in=numbers)
        .select_related("entry", "transaction__register__user")
        .order_by("id")[:MOST_DETAILS]
    )
    return _gathered(numbers, details)


def _gathered(numbers: list[int], details: Any) -> list[Applied]:
    """Mirrors carry the number of what they undo, and come later: their register tells who."""
    found: dict[int, Applied] = {}
    mirrors: set[int] = set()
    for detail in details:
        register = detail.transaction.register
        if detail.application_no not in found:
            found[detail.application_no] = Applied(
                detail.application_no, detail.posting_date, detail.document_no, register
            )
        one = found[detail.application_no]
        if detail.unapplied_by_id:
            mirrors.add(detail.unapplied_by_id)
        if detail.pk in mirrors:
            one.undone = register
        elif detail.entry_type == "application":
            entry, amount = one.entries.get(detail.entry_id, (detail.entry, ZERO))
            one.entries[detail.entry_id] = (entry, amount + detail.amount)
        else:
            one.granted[detail.entry_type] += detail.amount
    return [found[number] for number in numbers if number in found]
