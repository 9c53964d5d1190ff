"""The manual candidate list of one line: every open entry, the likeliest first (spec a).

Applied entries come first, then those with a sign by score (see `ranking`; confidence None
included), then the rest by due date and entry number, page by page.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from arcore.values.money import ZERO
from ledger.models import BankLedgerEntry, CustomerLedgerEntry, VendorLedgerEntry
from payments.matching.ranking import Key, Ranking, rank
from payments.matching.values import Ledger
from payments.models import AppliedEntry, Confidence, MatchingSettings, ReconciliationLine

SCORED_LIMIT = 100
MODELS: dict[Ledger, Any] = {
    Ledger.CUSTOMER: CustomerLedgerEntry,
    Ledger.VENDOR: VendorLedgerEntry,
    Ledger.BANK: BankLedgerEntry,
}
_DUE = {Ledger.CUSTOMER: "due_date", Ledger.VENDOR: "due_date", Ledger.BANK: "posting_date"}
_RELATED = {Ledger.CUSTOMER: "customer", Ledger.VENDOR: "vendor", Ledger.BANK: "bank_account"}


class Show(models.TextChoices):
    """The filters of the list."""

    ALL = "all", _("All")
    PARTY = "party", _("Related party")
    APPLIED = "applied", _("Applied")
    BANK = "bank", _("Bank entries")


@dataclass(slots=True)
class CandidateRow:
    """One row: `applied` and `discount` by this line; `named_in` other open journals."""

    ledger: Ledger
    entry: Any
    score: int = 0
    confidence: Confidence = Confidence.NONE
    reasons: list[list[Any]] = field(default_factory=list)
    applied: Decimal = ZERO
    discount: Decimal = ZERO
    named_in: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CandidatePage:
    """Rows, and the cursor of the next page; None on the last one."""

    rows: list[CandidateRow]
    following: str | None


def candidate_list(
    line: ReconciliationLine, *, show: str = Show.ALL, after: str = "", size: int = 50
) -> CandidatePage:
    """One page; the first also holds all applied and scored entries, at most SCORED_LIMIT.

    `after` is the `following` of the page before; a spoilt one raises ValueError.
    """
    switches = MatchingSettings.get()
    ledgers = [ledger for ledger in Ledger if _is_shown(ledger, switches)]
    if show == Show.BANK:
        ledgers = [Ledger.BANK]
    is_ranked = not switches.unranked_candidates or show == Show.PARTY
    ranking = rank(line, switches, ledgers) if is_ranked else Ranking()
    applied = _applied(line)
    rows = [] if after else _head(ranking, applied, show, ledgers)
    following = None
    if show != Show.APPLIED:
        tail, following = _tail(line, ranking, {*applied}, show, ledgers, after, size)
        rows += tail
    _name_other_journals(line, rows)
    return CandidatePage(rows, following)


def _is_shown(ledger: Ledger, switches: MatchingSettings) -> bool:
    return {
        Ledger.CUSTOMER: switches.show_customers,
        Ledger.VENDOR: switches.show_vendors,
        Ledger.BANK: switches.show_bank,
    }[ledger]


def _applied(line: ReconciliationLine) -> dict[Key, AppliedEntry]:
    parts = {}
    for part in line.applied_entries.order_by("order"):
        for ledger in Ledger:
            entry_id = getattr(part, f"{ledger}_entry_id")
            if entry_id is not None:
                parts[ledger, entry_id] = part
    return parts


def _head(
    ranking: Ranking, applied: dict[Key, AppliedEntry], show: str, ledgers: list[Ledger]
) -> list[CandidateRow]:
    keys = [key for key in applied if show != Show.BANK or key[0] == Ledger.BANK]
    if show != Show.APPLIED:
        scored = [key for key in ranking.best_first() if key not in applied]
        if show == Show.PARTY:
            scored = [key for key in scored if ranking.entries[key].is_party]
        keys += scored[:SCORED_LIMIT]
    rows = []
    for key, entry in _instances(keys):
        row = CandidateRow(key[0], entry)
        if key in ranking.entries:
            ranked = ranking.entries[key]
            row.score, row.confidence, row.reasons = (
                ranked.score, ranked.confidence, ranked.reasons,
            )  # fmt: skip
        if key in applied:
            part = applied[key]
            row.applied, row.discount = part.amount, part.discount
            row.score, row.confidence = part.score, Confidence(part.confidence)
        rows.append(row)
    return rows


def _instances(keys: list[Key]) -> list[tuple[Key, Any]]:
    found: dict[Key, Any] = {}
    for ledger, model in MODELS.items():
        ids = [entry_id for of, entry_id in keys if of == ledger]
        if ids:
            entries = model.objects.select_related(_RELATED[ledger]).in_bulk(ids)
            found |= {(ledger, pk): entry for pk, entry in entries.items()}
    return [(key, found[key]) for key in keys if key in found]


def _tail(
    line: ReconciliationLine,
    ranking: Ranking,
    applied: set[Key],
    show: str,
    ledgers: list[Ledger],
    after: str,
    size: int,
) -> tuple[list[CandidateRow], str | None]:
    """Everything without a sign, by ledger, due date and entry number."""
    start, due, last = _read(after)
    shown = applied | set(ranking.best_first()[: SCORED_LIMIT + len(applied)])
    rows: list[CandidateRow] = []
    for ledger in ledgers[ledgers.index(start) if start in ledgers else 0 :]:
        entries = _open(line, ledger, ranking.parties.get(ledger), show)
        entries = entries.exclude(pk__in=[pk for of, pk in shown if of == ledger])
        name = _DUE[ledger]
        if ledger == start:
            later = Q(**{f"{name}__gt": due}) | Q(**{name: due, "pk__gt": last})
            entries = entries.filter(later)
        for entry in entries.order_by(name, "pk")[: size - len(rows) + 1]:
            if len(rows) == size:
                end = rows[-1]
                day = getattr(end.entry, _DUE[end.ledger])
                return rows, f"{end.ledger}:{day.isoformat()}:{end.entry.pk}"
            rows.append(CandidateRow(ledger, entry))
    return rows, None


def _open(
    line: ReconciliationLine, ledger: Ledger, parties: set[int] | None, show: str
) -> models.QuerySet:
    bank = line.journal.bank_account
    entries = MODELS[ledger].objects.select_related(_RELATED[ledger]).filter(open=True)
    if ledger == Ledger.BANK:
        entries = entries.filter(bank_account=bank, reversed=False)
        return entries.none() if show == Show.PARTY else entries
    entries = entries.filter(currency=bank.currency_id)
    entries = entries.exclude(document_type__in=("payment", "refund"))
    if show == Show.PARTY:
        own = {getattr(line, f"{ledger}_id")} - {None}
        entries = entries.filter(**{f"{ledger}_id__in": (parties or set()) | own})
    return entries


def _read(after: str) -> tuple[Ledger | None, date | None, int]:
    if not after:
        return None, None, 0
    ledger, due, last = after.split(":")
    return Ledger(ledger), date.fromisoformat(due), int(last)


def _name_other_journals(line: ReconciliationLine, rows: list[CandidateRow]) -> None:
    for ledger in Ledger:
        by_id = {row.entry.pk: row for row in rows if row.ledger == ledger}
        parts = (
            AppliedEntry.objects.filter(**{f"{ledger}_entry_id__in": by_id})
            .exclude(line__journal=line.journal)
            .filter(line__journal__status="open")
            .select_related("line__journal__bank_account")
        )
        for part in parts.order_by("line__journal_id"):
            row = by_id[getattr(part, f"{ledger}_entry_id")]
            label = str(part.line.journal)
            if label not in row.named_in:
                row.named_in.append(label)
