"""What a line settles: its document, its marked entries, or the oldest open ones.

Spec ledger-and-application, sections 3 and 7. A document that is no longer open is refused (the
road says so); a marked entry that was closed meanwhile is passed over, and its money stays open
on the payment.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from arcore.values.money import ZERO
from ledger.posting.for_sources import Application, OpenEntry, Party
from payments.journal.values import Applied, Journal, Line
from payments.reconciliation.posting.oldest_first import oldest_first


@dataclass(frozen=True, slots=True)
class Oldest:
    """Open entries by customer, earliest due date first, and those that somebody claims."""

    entries: Mapping[int, Sequence[OpenEntry]] = field(default_factory=dict)
    claimed: frozenset[int] = frozenset()


def applications_of(
    journal: Journal, oldest: Oldest
) -> Callable[[Line, Party], tuple[Application, ...]]:
    """A function that tells what a line of a customer or vendor settles.

    Ask it for each line once, in the order of posting: lines of one customer share its oldest
    entries, and each gets only as many as those before it may have left for it.
    """
    named = {applied.key for line in journal.lines for applied in _named(line)}
    taken = oldest.claimed | {entry_id for kind, entry_id in named if kind == "customer"}
    entries = journal.known.entries
    asked: dict[tuple[int, str, bool], Decimal] = {}

    def of(line: Line, party: Party) -> tuple[Application, ...]:
        if line.applies_to is not None:
            return (Application(entry=entries[line.applies_to.key]),)
        if line.marks:
            marked = ((entries[mark.key], mark.amount) for mark in line.marks)
            return tuple(
                Application(entry, amount=part) for entry, part in marked if entry.open
            )
        if not party.applies_to_oldest or line.posting_date is None:
            return ()
        amount, code = line.party_amount, line.currency.code
        key = (party.id, code, amount > 0)
        asked[key] = asked.get(key, ZERO) + abs(amount)
        candidates = oldest_first(
            amount, line.posting_date, oldest.entries.get(party.id, ()), taken, code
        )
        return tuple(_enough(candidates, asked[key]))

    return of


def _enough(candidates: Sequence[Application], amount: Decimal) -> Iterator[Application]:
    """As many of the entries as the amount can close, even with every discount granted."""
    left = amount
    for candidate in candidates:
        if left <= ZERO:
            return
        entry = candidate.entry
        assert entry is not None
        left -= abs(entry.remaining - entry.remaining_discount)
        yield candidate


def _named(line: Line) -> tuple[Applied, ...]:
    return line.marks if line.applies_to is None else (line.applies_to, *line.marks)
