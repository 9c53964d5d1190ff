"""Why a line got its entries and why others lost, in codes and figures (worded when shown)."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from payments.matching.assign import Assignment, Outcome
from payments.matching.engine import Matched
from payments.matching.evidence import Candidate
from payments.matching.values import IN_RANGE_CAP, Entry, Reason
from payments.models.choices import AmountMatch, Confidence

MOST_LOSERS = 5


def reasons(candidate: Candidate, quoted: Sequence[tuple[str, str]]) -> list[list[Any]]:
    """Party, numbers and amount of a candidate, as [code, figures] each."""
    told = [candidate.party.reason]
    told += [Reason(code, {"number": number}) for code, number in quoted]
    if candidate.amount == AmountMatch.ONE:
        told.append(Reason("amount_unique", {"count": 1}))
    elif candidate.amount == AmountMatch.MULTIPLE:
        is_more = candidate.count > IN_RANGE_CAP
        count = min(candidate.count, IN_RANGE_CAP)
        told.append(Reason("amount_shared", {"count": count, "more": is_more}))
    else:
        told.append(Reason("amount_differs", {}))
    if candidate.debit == "yes":
        told.append(Reason("collected", {"id": candidate.facts.line.transaction_id}))
    return [reason.as_json() for reason in told]


def entry_reasons(candidate: Candidate, entry: Entry) -> list[list[Any]]:
    """The reasons of one applied entry; of a group only its own number."""
    if len(candidate.entries) == 1:
        return reasons(candidate, candidate.quoted)
    return reasons(candidate, [candidate.quoted[candidate.entries.index(entry)]])


def details_of_lines(matched: Matched) -> dict[int, dict[str, Any]]:
    """What each line keeps about its match: rule, reasons, warnings, losing candidates."""
    rivals: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in matched.candidates:
        outcome = matched.assignment.outcomes[candidate.facts.line.id]
        if candidate is not outcome.candidate:
            rivals[candidate.facts.line.id].append(candidate)
    return {
        line_id: _details(outcome, rivals.get(line_id, []), matched.assignment)
        for line_id, outcome in matched.assignment.outcomes.items()
    }


def _details(
    outcome: Outcome, rivals: Sequence[Candidate], assignment: Assignment
) -> dict[str, Any]:
    details: dict[str, Any] = {}
    candidate = outcome.candidate
    if candidate is not None:
        rule = candidate.rule
        details["rule"] = [int(rule.confidence), rule.priority]
        details["criteria"] = [
            candidate.party.match, candidate.number, candidate.amount, candidate.debit,
        ]  # fmt: skip
        details["reasons"] = reasons(candidate, candidate.quoted)
    elif outcome.mapping is not None:
        text = outcome.mapping.mapping.text
        details["reasons"] = [Reason("mapping", {"text": text}).as_json()]
    warnings = _warnings(outcome, rivals)
    if warnings:
        details["warnings"] = warnings
    served = {(entry.ledger, entry.id) for entry, _taken in outcome.served}
    losers = [
        _loser(rival, outcome, assignment)
        for rival in rivals
        if not served.issuperset((entry.ledger, entry.id) for entry in rival.entries)
    ][:MOST_LOSERS]
    if losers:
        details["losers"] = losers
    return details


def _warnings(outcome: Outcome, rivals: Sequence[Candidate]) -> list[list[Any]]:
    warnings = []
    candidate = outcome.candidate
    if candidate is not None:
        own = {entry.id for entry in candidate.entries}
        band = candidate.rule.confidence
        same = sum(
            1
            for rival in rivals
            if rival.rule.confidence == band and not own & {e.id for e in rival.entries}
        )
        if same:
            warnings.append(Reason("several_entries", {"count": same + 1}).as_json())
    if outcome.mapping is not None and rivals:
        number = rivals[0].entries[0].document_no
        warnings.append(Reason("mapping_before_entry", {"number": number}).as_json())
    for entry in outcome.unserved:
        warnings.append(Reason("unserved", {"number": entry.document_no}).as_json())
    return warnings


def _loser(rival: Candidate, outcome: Outcome, assignment: Assignment) -> dict[str, Any]:
    """A candidate that lost: outscored within its line, or its entry went to another line."""
    first = rival.entries[0]
    told = {
        "ledger": first.ledger.value,
        "entries": [[entry.id, entry.document_no] for entry in rival.entries],
        "score": rival.rule.score,
        "confidence": int(Confidence(rival.rule.confidence)),
        "reasons": reasons(rival, rival.quoted),
    }
    won = outcome.candidate or outcome.mapping
    used = assignment.used.get((first.ledger, first.id))
    if won is not None and won.key < rival.key:
        told["why"] = Reason("outscored", {}).as_json()
    elif used is not None:
        other = Reason("taken", {"line": used.line_number})
        told["why"] = other.as_json()
    else:
        told["why"] = Reason("outscored", {}).as_json()
    return told
