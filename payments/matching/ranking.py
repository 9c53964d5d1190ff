"""How likely each open entry is for one line, for a person who looks for it.

Sign and date are ignored: a payment dated before its invoice must find it. Only entries with a
sign are scored: quoted, of the amount, or of a matched party (at most PARTY_LIMIT, oldest due
date first).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ledger.models import CustomerLedgerEntry, VendorLedgerEntry
from payments.matching import loading
from payments.matching.candidates import EntriesInDatabase
from payments.matching.evidence import (
    LedgerFacts,
    LineFacts,
    pair,
    quoted_entries,
)
from payments.matching.explain import reasons
from payments.matching.numbers import keys_in
from payments.matching.values import Entry, EntrySource, Ledger, Line
from payments.models import MatchingSettings, ReconciliationJournal, ReconciliationLine
from payments.models.choices import Confidence, NameMatching, PartyMatch

PARTY_LIMIT = 100

Key = tuple[Ledger, int]


class Ranked(NamedTuple):
    """Score and reasons of one entry; `order` breaks ties as everywhere in matching."""

    score: int
    confidence: Confidence
    is_party: bool
    reasons: list[list[Any]]
    order: tuple[int, int, int]


@dataclass(slots=True)
class Ranking:
    """The scored entries of a line, and the parties that it matches, by ledger."""

    entries: dict[Key, Ranked] = field(default_factory=dict)
    parties: dict[Ledger, set[int]] = field(default_factory=dict)

    def best_first(self) -> list[Key]:
        """Score descending, then oldest due date and lowest entry number."""
        return sorted(
            self.entries, key=lambda key: (-self.entries[key].score, self.entries[key].order)
        )


def rank(
    row: ReconciliationLine, switches: MatchingSettings, ledgers: Iterable[Ledger]
) -> Ranking:
    """Score what the line gives any sign of, in the ledgers asked for."""
    journal = row.journal
    line = plain(row)
    settings = loading.settings_of(journal, switches)
    facts = LineFacts(line, settings.tolerance)
    finders = loading.finders_of([line], NameMatching(switches.name_matching))
    ranking = Ranking()
    for ledger in ledgers:
        source = source_of(ledger, journal)
        known = facts.ledgers[ledger] = LedgerFacts()
        known.parties = finders[ledger].of_line(line)
        ranking.parties[ledger] = set(known.parties)
        for entry in _with_a_sign(facts, known, source):
            candidate = pair(facts, known, entry, settings.table)
            ranking.entries[ledger, entry.id] = Ranked(
                score=candidate.rule.score if candidate else 0,
                confidence=candidate.rule.confidence if candidate else Confidence.NONE,
                is_party=entry.party in known.parties,
                reasons=reasons(candidate, candidate.quoted) if candidate else [],
                order=entry.order,
            )
    return ranking


def _with_a_sign(facts: LineFacts, known: LedgerFacts, source: EntrySource) -> list[Entry]:
    """Quoted entries, entries of the amount, and the oldest of each matched party."""
    known.in_range = source.in_range([facts.window])[0]
    known.quoted = quoted_entries(
        facts,
        (keys := keys_in(facts.text)),
        {key: [] for key in keys} | source.by_number(keys),
        source.by_reference({facts.reference} - {""}),
        strict=False,
    )
    found = {entry.id: entry for entry, _what in known.quoted.values()}
    found |= {entry.id: entry for entry in known.in_range}
    proven = [i for i, fact in known.parties.items() if fact.match != PartyMatch.NO]
    for entry in source.by_id(_entries_of(source.ledger, proven)):
        found.setdefault(entry.id, entry)
    return list(found.values())


def _entries_of(ledger: Ledger, parties: list[int]) -> list[int]:
    if ledger == Ledger.BANK or not parties:
        return []
    model: Any = CustomerLedgerEntry if ledger == Ledger.CUSTOMER else VendorLedgerEntry
    entries = model.objects.filter(open=True, **{f"{ledger}_id__in": parties})
    return list(entries.order_by("due_date", "pk").values_list("pk", flat=True)[:PARTY_LIMIT])


def source_of(ledger: Ledger, journal: ReconciliationJournal) -> EntrySource:
    """The open entries of a ledger for this journal's bank account."""
    if ledger == Ledger.BANK:
        return loading.bank_entries(journal, ())
    return EntriesInDatabase(ledger, journal.bank_account.currency_id)


def plain(row: ReconciliationLine) -> Line:
    """A journal line as matching sees it."""
    return Line(
        id=row.pk,
        number=row.line_no,
        day=row.transaction_date,
        amount=row.amount,
        text=row.text,
        info=row.additional_info,
        name=row.related_party_name,
        address=row.related_party_address,
        city=row.related_party_city,
        account=row.related_party_account,
        reference=row.payment_reference,
        transaction_id=row.transaction_id or row.end_to_end_id,
    )
