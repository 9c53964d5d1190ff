"""Open entries that a person may apply a line to: ranked by matching, or found by search.

The ranked list is matching's; sign and date don't matter in it. A search answers with a
bounded list, each part of it by an index.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from arcore.values.search_key import search_key
from ledger.models import BankLedgerEntry, CustomerLedgerEntry, VendorLedgerEntry
from payments.matching.candidate_list import Show, candidate_list
from payments.matching.wording import sentences
from payments.models import AppliedEntry, Confidence, ReconciliationLine
from payments.reconciliation.parts import ENTRY_FIELDS

MOST = 60


@dataclass(frozen=True)
class CandidateRow:
    """An open entry; `part` when the line is applied to it, `named_in` other journals."""

    kind: str
    entry: Any
    part: AppliedEntry | None
    equal_amount: bool
    confidence: Confidence = Confidence.NONE
    score: int = 0
    reasons: list[str] = field(default_factory=list)
    named_in: list[str] = field(default_factory=list)

    @property
    def party(self) -> Any:
        """The customer or vendor; None for a bank entry."""
        return None if self.kind == "bank" else getattr(self.entry, self.kind)


def candidates(
    line: ReconciliationLine, show: str = Show.ALL, after: str = ""
) -> tuple[list[CandidateRow], str]:
    """One page of the ranked list, and the cursor of the next one, empty on the last.

    Raises ValueError for a cursor that this list did not make.
    """
    page = candidate_list(line, show=show, after=after)
    parts = _parts(line)
    rows = [
        CandidateRow(
            row.ledger.value,
            row.entry,
            parts.get((row.ledger.value, row.entry.pk)),
            row.entry.remaining == line.amount,
            row.confidence,
            row.score,
            sentences(row.reasons),
            row.named_in,
        )
        for row in page.rows
    ]
    return rows, page.following or ""


def searched(line: ReconciliationLine, search: str) -> list[CandidateRow]:
    """Entries whose number begins with the text, or whose party's name holds its words."""
    parts = _parts(line)
    found: list[tuple[str, Any]] = []
    for kind, model in (("customer", CustomerLedgerEntry), ("vendor", VendorLedgerEntry)):
        entries = model.objects.filter(open=True).select_related(kind)
        found += [(kind, entry) for entry in _by_number_or_name(entries, kind, search)]
    bank = BankLedgerEntry.objects.filter(
        Q(document_no__startswith=search) | Q(description__icontains=search),
        bank_account=line.journal.bank_account_id,
        open=True,
    ).order_by("posting_date", "pk")
    found += [("bank", entry) for entry in bank[:MOST]]
    return [
        CandidateRow(kind, entry, parts.get((kind, entry.pk)), entry.remaining == line.amount)
        for kind, entry in dict.fromkeys(found)
    ][:MOST]


def _parts(line: ReconciliationLine) -> dict[tuple[str, int], AppliedEntry]:
    found = {}
    for part in line.applied_entries.all():
        for kind, name in ENTRY_FIELDS.items():
            if (entry_id := getattr(part, f"{name}_id")) is not None:
                found[kind, entry_id] = part
    return found


def _by_number_or_name(entries: QuerySet, party: str, search: str) -> list[Any]:
    numbers = entries.filter(document_no__startswith=search).order_by("pk")[:MOST]
    named = Q()
    for word in search.split():
        named &= Q(**{f"{party}__search_key__contains": search_key(word)})
    return [*numbers, *entries.filter(named).order_by("due_date", "pk")[:MOST]]
