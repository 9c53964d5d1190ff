"""Open entries that a person may apply a line to: bounded lists, each by an index.

Applied ones first, then those that lost in matching, then equal amounts, then by due date.
Sign and date don't matter here: a payment dated before its invoice is offered too.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from arcore.values.search_key import search_key
from ledger.models import BankLedgerEntry, CustomerLedgerEntry, VendorLedgerEntry
from payments.models import AppliedEntry, MatchingSettings, ReconciliationLine
from payments.reconciliation.parts import ENTRY_FIELDS

MOST = 60
RELATED, ALL, APPLIED, BANK = "related", "all", "applied", "bank"


@dataclass(frozen=True)
class CandidateRow:
    """An open entry; `part` when the line is applied to it."""

    kind: str
    entry: Any
    part: AppliedEntry | None
    equal_amount: bool

    @property
    def party(self) -> Any:
        """The customer or vendor; None for a bank entry."""
        return getattr(self.entry, self.kind, None) if self.kind != "bank" else None


def candidates(line: ReconciliationLine, show: str, search: str = "") -> list[CandidateRow]:
    """At most some dozen rows for one of the filters, whatever the ledger's size."""
    settings = MatchingSettings.get()
    parts = list(
        line.applied_entries.select_related(
            "customer_entry__customer", "vendor_entry__vendor", "bank_entry"
        )
    )
    rows = [_applied(line, part) for part in parts if part.entry is not None]
    known = {(row.kind, row.entry.pk) for row in rows}
    found: list[tuple[str, Any]] = []
    if show != APPLIED:
        if show != BANK and settings.show_customers:
            found += [("customer", e) for e in _customer_entries(line, show, search)]
        if show != BANK and settings.show_vendors:
            found += [("vendor", e) for e in _vendor_entries(line, show, search)]
        if show in (BANK, ALL) and settings.show_bank:
            found += [("bank", e) for e in _bank_entries(line, search)]
    fresh = [
        CandidateRow(kind, entry, None, entry.remaining == line.amount)
        for kind, entry in dict.fromkeys(found)
        if (kind, entry.pk) not in known
    ]
    fresh.sort(key=lambda row: (not row.equal_amount, _day(row.entry), row.entry.pk))
    return rows + fresh[:MOST]


def _applied(line: ReconciliationLine, part: AppliedEntry) -> CandidateRow:
    kind = next(k for k, field in ENTRY_FIELDS.items() if getattr(part, f"{field}_id"))
    return CandidateRow(kind, part.entry, part, part.entry.remaining == line.amount)


def _day(entry: Any) -> Any:
    return getattr(entry, "due_date", None) or entry.posting_date


def _customer_entries(line: ReconciliationLine, show: str, search: str) -> list[Any]:
    entries = CustomerLedgerEntry.objects.open().select_related("customer")
    if search:
        return _searched(entries, "customer", search)
    if show == RELATED:
        ids = {line.customer_id} if line.customer_id else _parties_of_losers(line)
        return list(entries.filter(customer__in=ids - {None}).order_by("due_date", "pk")[:MOST])
    same = entries.filter(remaining=line.amount).order_by("pk")[:MOST]
    return [*same, *entries.order_by("due_date", "pk")[:MOST]]


def _vendor_entries(line: ReconciliationLine, show: str, search: str) -> list[Any]:
    entries = VendorLedgerEntry.objects.open().select_related("vendor")
    if search:
        return _searched(entries, "vendor", search)
    if show == RELATED:
        if not line.vendor_id:
            return []
        return list(entries.filter(vendor=line.vendor_id).order_by("due_date", "pk")[:MOST])
    return list(entries.order_by("due_date", "pk")[:MOST])


def _bank_entries(line: ReconciliationLine, search: str) -> list[Any]:
    entries = BankLedgerEntry.objects.open().filter(bank_account=line.journal.bank_account_id)
    if search:
        entries = entries.filter(
            Q(document_no__startswith=search) | Q(description__icontains=search)
        )
    return list(entries.order_by("posting_date", "pk")[:MOST])


def _searched(entries: QuerySet, party: str, search: str) -> list[Any]:
    numbers = entries.filter(document_no__startswith=search.strip()).order_by("pk")[:MOST]
    named = Q()
    for word in search.split():
        named &= Q(**{f"{party}__search_key__contains": search_key(word)})
    return [*numbers, *entries.filter(named).order_by("due_date", "pk")[:MOST]]


def _parties_of_losers(line: ReconciliationLine) -> set[int | None]:
    """Customers of what lost in matching: where nothing was applied, likely among them."""
    ids = [
        entry_id
        for loser in (line.match_details or {}).get("losers", ())
        if loser.get("ledger") == "customer"
        for entry_id, _number in loser["entries"]
    ]
    found = CustomerLedgerEntry.objects.filter(pk__in=ids[:MOST])
    return set(found.values_list("customer", flat=True)) if ids else set()
