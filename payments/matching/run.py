"""The door of automatic matching: match(journal) -> how many lines were applied."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from arcore.values.money import ZERO
from payments.matching import loading
from payments.matching.assign import Outcome, applied_money
from payments.matching.candidates import EntriesInDatabase
from payments.matching.engine import Matched, match_lines
from payments.matching.explain import details_of_lines, entry_reasons
from payments.matching.quiet_collector import quiet_collector
from payments.matching.sql import copy, tell
from payments.matching.text_mappings import ACCOUNT_FIELDS
from payments.matching.values import EntrySource, Ledger, Line
from payments.models import Confidence, MatchingSettings, ReconciliationJournal
from payments.models.choices import (
    AccountType,
    AmountMatch,
    DebitMatch,
    NameMatching,
    NumberMatch,
    PartyMatch,
)
from payments.models.reconciliation_line import LineChange


@dataclass(frozen=True, slots=True)
class MatchSummary:
    """Of `total` lines `applied` are applied now; `marked_elsewhere` entries were left out."""

    applied: int
    total: int
    marked_elsewhere: int = 0


@transaction.atomic
def match(
    journal: ReconciliationJournal, *, overwrite: bool = False, user: Any = None, today: date
) -> MatchSummary:
    """Apply open entries to the lines of the journal; repeatable.

    Automatic matches are made afresh. Lines that are Manual or Accepted, with their entries,
    stay as they are unless `overwrite`. Nothing is posted. The journal's version grows.
    """
    journal = (
        ReconciliationJournal.objects.select_for_update(no_key=True, of=("self",))
        .select_related("bank_account__currency")
        .get(pk=journal.pk)
    )
    lines = loading.lines_of(journal, overwrite=overwrite)
    kept = loading.kept_lines(journal, lines)
    marked = loading.marked_entries(journal, kept)
    with quiet_collector():
        matched = _match(journal, lines, marked)
        _write(matched, lines, user)
    journal.version += 1
    journal.save(update_fields=["version"])
    outcomes = matched.assignment.outcomes.values()
    applied = sum(outcome.is_applied for outcome in outcomes)
    already = journal.lines.filter(pk__in=kept).exclude(applied_amount=ZERO).count()
    return MatchSummary(
        applied + already, len(lines) + len(kept), sum(len(ids) for ids in marked.values())
    )


def _match(
    journal: ReconciliationJournal, lines: list[Line], marked: dict[Ledger, set[int]]
) -> Matched:
    switches = MatchingSettings.get()
    mode = NameMatching(switches.name_matching)
    currency_id = journal.bank_account.currency_id
    wanted = {Ledger.CUSTOMER: switches.match_customers, Ledger.VENDOR: switches.match_vendors}
    sources: list[EntrySource] = [
        EntriesInDatabase(ledger, currency_id, marked[ledger])
        for ledger, is_wanted in wanted.items()
        if is_wanted and loading.has_open_entries(ledger)
    ]
    if switches.match_bank:
        bank = loading.bank_entries(journal, marked[Ledger.BANK])
        sources += [bank] if bank else []
    finders = loading.finders_of(lines, mode)
    return match_lines(lines, sources, finders, loading.settings_of(journal, switches))


as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_APPLIED = (
    "line_id", "customer_entry_id", "vendor_entry_id", "bank_entry_id", '"order"', "amount",
    "discount", "confidence", "score", "party_match", "number_match", "amount_match",
    "debit_match", "reasons",
)  # fmt: skip
_FORGET = "DELETE FROM payments_appliedentry WHERE line_id = ANY(%s)"
_STAGE = """
CREATE TEMP TABLE matched_line (line_id bigint, account_type text, account_id bigint,
    customer_id bigint, vendor_id bigint, other_bank_account_id bigint, applied_amount numeric,
    applied_count int, confidence int2, score int, review_required bool, match_details jsonb)
ON COMMIT DROP
"""
_STAGED = (
    "line_id", "account_type", "account_id", "customer_id", "vendor_id",
    "other_bank_account_id", "applied_amount", "applied_count", "confidence", "score",
    "review_required", "match_details",
)  # fmt: skip
_UPDATE = f"""
UPDATE payments_reconciliationline l
SET ({", ".join(_STAGED[1:])}, version, changed_by_id, last_change) =
    ROW ({", ".join("m." + column for column in _STAGED[1:])}, l.version + 1, %s,
    '{LineChange.MATCHED.value}')
FROM matched_line m WHERE m.line_id = l.id
"""
_UNSTAGE = "DROP TABLE matched_line"


def _write(matched: Matched, lines: list[Line], user: Any) -> None:
    """Bulk: a few statements whatever the number of lines."""
    details = details_of_lines(matched)
    outcomes = matched.assignment.outcomes
    tell(_FORGET, ([line.id for line in lines],))
    copy("payments_appliedentry", _APPLIED, _applied_rows(matched))
    tell(_STAGE)
    rows = (_line_row(line, outcomes.get(line.id), details) for line in lines)
    copy("matched_line", _STAGED, rows)
    tell(_UPDATE, (user.pk if user is not None else None,))
    tell(_UNSTAGE)


def _applied_rows(matched: Matched) -> Iterator[tuple[Any, ...]]:
    for line_id, outcome in matched.assignment.outcomes.items():
        candidate = outcome.candidate
        if outcome.mapping is not None:
            yield _on_account(outcome)
        if candidate is None:
            continue
        for place, (entry, taken) in enumerate(outcome.served, start=1):
            yield (
                line_id,
                *(entry.id if entry.ledger == ledger else None for ledger in Ledger),
                place,
                taken.amount,
                taken.discount,
                int(candidate.rule.confidence),
                candidate.rule.score,
                candidate.party.match.value,
                candidate.number.value,
                candidate.amount.value,
                str(candidate.debit),
                as_json(entry_reasons(candidate, entry)),
            )


def _on_account(outcome: Outcome) -> tuple[Any, ...]:
    """The part of a mapped line: all of it, applied to no entry."""
    assert outcome.mapping is not None
    return (
        outcome.facts.line.id,
        *(None for _ledger in Ledger),
        1,
        outcome.facts.line.amount,
        ZERO,
        int(Confidence.MAPPING),
        outcome.mapping.mapping.score,
        PartyMatch.ANY.value,
        NumberMatch.ANY.value,
        AmountMatch.ANY.value,
        DebitMatch.ANY.value,
        as_json([]),
    )


def _line_row(
    line: Line, outcome: Outcome | None, details: dict[int, dict[str, Any]]
) -> tuple[Any, ...]:
    accounts = dict.fromkeys(ACCOUNT_FIELDS.values())
    kind, confidence, score, review = "", Confidence.NONE, 0, False
    if outcome is not None and outcome.candidate is not None:
        rule, first = outcome.candidate.rule, outcome.served[0][0]
        confidence, score, review = (
            Confidence(rule.confidence),
            rule.score,
            rule.review_required,
        )
        if first.ledger != Ledger.BANK:
            kind = first.ledger.value
            accounts[ACCOUNT_FIELDS[AccountType(kind)]] = first.party
    elif outcome is not None and outcome.mapping is not None:
        mapping = outcome.mapping.mapping
        confidence, score, kind = Confidence.MAPPING, mapping.score, mapping.account_type
        accounts[ACCOUNT_FIELDS[AccountType(kind)]] = mapping.account_for(line)
    return (
        line.id,
        str(kind),
        *accounts.values(),
        applied_money(outcome) if outcome is not None else ZERO,
        max(len(outcome.served), int(outcome.is_applied)) if outcome is not None else 0,
        int(confidence),
        score,
        review,
        as_json(details.get(line.id, {})),
    )
