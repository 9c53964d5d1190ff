"""Why a line is applied as it is, worded for the reader."""

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


def part_rows(line: ReconciliationLine) -> list[PartRow]:
    """The applied parts in order, in one query."""
    parts = line.applied_entries.select_related("customer_entry", "vendor_entry", "bank_entry")
    return [PartRow(part, part.entry, sentences(part.reasons)) for part in parts]


def explained(line: ReconciliationLine) -> dict[str, Any]:
    """Rule, criteria, reasons, warnings and losers of the last automatic match."""
    details = line.match_details or {}
    rule = details.get("rule")
    found = details.get("criteria") or ()
    return {
        "rule": f"{Confidence(rule[0]).label} {rule[1]}" if rule else "",
        "criteria": [kind(value).label for kind, value in zip(CRITERIA, found, strict=False)],
        "reasons": sentences(details.get("reasons", ())),
        "match_warnings": sentences(details.get("warnings", ())),
        "losers": [_loser(loser) for loser in details.get("losers", ())],
    }


def _loser(loser: dict[str, Any]) -> dict[str, Any]:
    return {
        "numbers": ", ".join(number for _pk, number in loser["entries"]),
        "confidence": Confidence(loser["confidence"]).label,
        "score": loser["score"],
        "reasons": sentences(loser.get("reasons", ())),
        "why": sentence(loser["why"]) if loser.get("why") else "",
        "ledger": loser["ledger"],
        "entry_id": loser["entries"][0][0] if len(loser["entries"]) == 1 else None,
    }
