"""Why a line is applied as it is, worded for the reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from payments.matching.wording import sentence, sentences
from payments.models import (
    AmountMatch,
    AppliedEntry,
    Confidence,
    DebitMatch,
    NumberMatch,
    PartyMatch,
    ReconciliationLine,
)
from payments.reconciliation.apply_by_hand import LEDGERS

CRITERIA = (PartyMatch, NumberMatch, AmountMatch, DebitMatch)


@dataclass(frozen=True)
class PartRow:
    """One applied part as it is shown: what of it is paid, and what the entry keeps."""

    part: AppliedEntry
    entry: Any
    reasons: list[str]

    @property
    def left(self) -> Decimal | None:
        """What the entry keeps when the line is posted."""
        return None if self.entry is None else self.entry.remaining - self.part.amount

    @property
    def party(self) -> Any:
        """The entry's customer or vendor; None on account and for a bank entry."""
        return _party(self.entry)


def _party(entry: Any) -> Any:
    return getattr(entry, "customer", None) or getattr(entry, "vendor", None)


def part_rows(line: ReconciliationLine) -> list[PartRow]:
    """The applied parts in order, in one query."""
    parts = line.applied_entries.select_related(
        "customer_entry__customer", "vendor_entry__vendor", "bank_entry"
    )
    return [PartRow(part, part.entry, sentences(part.reasons)) for part in parts]


def explained(line: ReconciliationLine) -> dict[str, Any]:
    """Rule, criteria, reasons, warnings and losers of the last automatic match."""
    details = line.match_details or {}
    rule = details.get("rule")
    found = details.get("criteria") or ()
    losers = details.get("losers", ())
    entries = _entries_of(losers)
    return {
        "rule": f"{Confidence(rule[0]).label} {rule[1]}" if rule else "",
        "criteria": [kind(value).label for kind, value in zip(CRITERIA, found, strict=False)],
        "reasons": sentences(details.get("reasons", ())),
        "match_warnings": sentences(details.get("warnings", ())),
        "losers": [_loser(loser, entries) for loser in losers],
    }


def _entries_of(losers: Sequence[dict[str, Any]]) -> dict[tuple[str, int], Any]:
    """The entries that lost, each with its party, in one query a ledger."""
    wanted: dict[str, set[int]] = {}
    for loser in losers:
        wanted.setdefault(loser["ledger"], set()).update(pk for pk, _no in loser["entries"])
    found: dict[tuple[str, int], Any] = {}
    for ledger, ids in wanted.items():
        entries = LEDGERS[ledger].objects.filter(pk__in=ids)
        if ledger != "bank":
            entries = entries.select_related(ledger)
        found |= {(ledger, entry.pk): entry for entry in entries}
    return found


def _loser(loser: dict[str, Any], entries: dict[tuple[str, int], Any]) -> dict[str, Any]:
    lost = [entries[loser["ledger"], pk] for pk, _no in loser["entries"]]
    return {
        "entries": lost,
        "parties": list(dict.fromkeys(party for entry in lost if (party := _party(entry)))),
        "confidence": Confidence(loser["confidence"]).label,
        "score": loser["score"],
        "reasons": sentences(loser.get("reasons", ())),
        "why": sentence(loser["why"]) if loser.get("why") else "",
    }
