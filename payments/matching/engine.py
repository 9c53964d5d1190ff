"""The recipe of an automatic run over plain values: facts, pairs, groups, assignment."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from payments.matching.amounts import Tolerance
from payments.matching.assign import Assignment
from payments.matching.evidence import Candidate, FindsParties, gather, pairs
from payments.matching.groups import group_candidates, quoted_groups
from payments.matching.rules import RuleTable
from payments.matching.text_mappings import Mapping as TextMapping
from payments.matching.text_mappings import mapping_hits
from payments.matching.values import EntrySource, Ledger, Line


@dataclass(frozen=True, slots=True)
class Settings:
    """The rules and switches of one run."""

    table: RuleTable
    tolerance: Tolerance = field(default_factory=Tolerance)
    apply_immediately: bool = False
    mappings: Sequence[TextMapping] = ()
    collected: Mapping[str, Collection[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matched:
    """The assignment, and the candidates looked at one by one (for the reasons)."""

    assignment: Assignment
    candidates: Sequence[Candidate]


def match_lines(
    lines: Iterable[Line],
    sources: Sequence[EntrySource],
    parties: Mapping[Ledger, FindsParties],
    settings: Settings,
) -> Matched:
    """Assign entries to lines; equal input in whatever order gives equal results."""
    facts = gather(lines, sources, parties, settings.tolerance, settings.collected)
    candidates = list(pairs(facts, sources, settings.table))
    candidates += group_candidates(quoted_groups(facts), settings.table)
    candidates.sort(key=lambda candidate: candidate.key)
    fixed: set[int] = set()
    if settings.apply_immediately:
        candidates, fixed = _only_immediate(candidates)
    hits = mapping_hits((each.line for each in facts), settings.mappings)
    assignment = Assignment(facts, sources, settings.table)
    assignment.walk(candidates, [hit for hit in hits if hit.line.id not in fixed], fixed)
    return Matched(assignment, candidates)


def _only_immediate(candidates: Iterable[Candidate]) -> tuple[list[Candidate], set[int]]:
    """A line whose best flagged candidate is found is searched no further.

    That candidate is all it has left, even when another line then takes the entry.
    """
    best: dict[int, Candidate] = {}
    kept = list(candidates)
    for candidate in kept:
        if candidate.rule.apply_immediately:
            best.setdefault(candidate.facts.line.id, candidate)
    return [c for c in kept if best.get(c.facts.line.id, c) is c], set(best)
