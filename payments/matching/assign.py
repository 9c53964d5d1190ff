"""Who gets which entry: one walk over all candidates of all lines, best score first (spec b).

Order: score, then number of entries, then oldest due date, lowest entry number, lowest line
number; so the result does not depend on the order of the input. A line takes one candidate.

An entry that a line has used is free for others only while something of it is left. Decision:
a candidate matched on its amount needs the line's whole amount to be left, since a cent left
over from another line is not the amount that was matched; a candidate matched without the
amount takes what is left (two lines of 300 quoting an invoice of 600).
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from arcore.values.money import ZERO
from payments.matching.amounts import Taken, take
from payments.matching.evidence import Candidate, LineFacts
from payments.matching.rules import RuleTable
from payments.matching.streams import Stream, fill, open_streams, stream_scores
from payments.matching.text_mappings import MappingCandidate
from payments.matching.values import Entry, EntrySource, Ledger
from payments.models.choices import AmountMatch


@dataclass(slots=True)
class Outcome:
    """What one line got. `unserved` are members of its group for which no money was left."""

    facts: LineFacts
    candidate: Candidate | None = None
    mapping: MappingCandidate | None = None
    served: list[tuple[Entry, Taken]] = field(default_factory=list)
    unserved: list[Entry] = field(default_factory=list)

    @property
    def is_applied(self) -> bool:
        return self.candidate is not None or self.mapping is not None


@dataclass(slots=True)
class Used:
    """An entry that lines have used: what is left of it, and the first line's number."""

    left: Decimal
    line_number: int


class Assignment:
    """The walk and what it leaves behind."""

    def __init__(
        self, all_facts: Sequence[LineFacts], sources: Iterable[EntrySource], table: RuleTable
    ) -> None:
        self.outcomes = {facts.line.id: Outcome(facts) for facts in all_facts}
        self.used: dict[tuple[Ledger, int], Used] = {}
        self._sources = {source.ledger: source for source in sources}
        self._table = table
        self._fixed: set[int] = set()

    def walk(
        self,
        candidates: Sequence[Candidate],
        mappings: Sequence[MappingCandidate],
        fixed: Iterable[int] = (),
    ) -> None:
        """Serve every candidate in order. Lines in `fixed` take no streams (apply at once)."""
        self._fixed = set(fixed)
        by_score: dict[int, list[Candidate | MappingCandidate]] = {}
        everyone: list[Candidate | MappingCandidate] = [*candidates, *mappings]
        for candidate in everyone:
            by_score.setdefault(-candidate.key[0], []).append(candidate)
        streaming = stream_scores(self._table)
        for score in sorted(by_score.keys() | streaming, reverse=True):
            ready = sorted(by_score.get(score, ()), key=lambda candidate: candidate.key)
            streams = self._open(score) if score in streaming else []
            for candidate in self._in_order(ready, streams) if streams else ready:
                self._serve(candidate)

    def _open(self, score: int) -> list[Stream]:
        return [
            stream
            for outcome in self.outcomes.values()
            if not outcome.is_applied and outcome.facts.line.id not in self._fixed
            for ledger in outcome.facts.ledgers
            for stream in open_streams(outcome.facts, ledger, score, self._table)
        ]

    def _in_order(
        self, ready: list[Candidate | MappingCandidate], streams: list[Stream]
    ) -> Iterator[Candidate | MappingCandidate]:
        """Candidates of one score, those ready and those streamed, in the order of the walk."""
        heap: list[tuple[tuple, int, Candidate | MappingCandidate, Stream | None]] = []
        tie = 0
        for candidate in ready:
            heap.append((candidate.key, tie := tie + 1, candidate, None))
        heapq.heapify(heap)
        self._refill(streams)
        for stream in streams:
            following = stream.next()
            if following is not None:
                heapq.heappush(heap, (following.key, tie := tie + 1, following, stream))
        while heap:
            _key, _tie, candidate, source = heapq.heappop(heap)
            yield candidate
            if source is None or self.outcomes[source.facts.line.id].is_applied:
                continue
            if not source.waiting:
                self._refill(streams)
            following = source.next()
            if following is not None:
                heapq.heappush(heap, (following.key, tie := tie + 1, following, source))

    def _refill(self, streams: Iterable[Stream]) -> None:
        hungry: dict[Ledger, list[Stream]] = {}
        for stream in streams:
            if not stream.waiting and not stream.is_finished:
                facts = stream.facts
                if not self.outcomes[facts.line.id].is_applied:
                    ledger = next(
                        k for k, known in facts.ledgers.items() if known is stream.known
                    )
                    hungry.setdefault(ledger, []).append(stream)
        for ledger, those in hungry.items():
            fill(those, self._sources[ledger])

    def _serve(self, candidate: Candidate | MappingCandidate) -> None:
        if isinstance(candidate, MappingCandidate):
            outcome = self.outcomes[candidate.line.id]
            if not outcome.is_applied:
                outcome.mapping = candidate
            return
        outcome = self.outcomes[candidate.facts.line.id]
        if outcome.is_applied:
            return
        served, unserved = self._shares(candidate)
        if served:
            outcome.candidate, outcome.served, outcome.unserved = candidate, served, unserved
            for entry, taken in served:
                self._use(entry, taken, candidate.facts.line.number)

    def _shares(self, candidate: Candidate) -> tuple[list[tuple[Entry, Taken]], list[Entry]]:
        """Oldest due date first until the line is used up."""
        line = candidate.facts.line
        money, served, unserved = line.amount, [], []
        needs_all = len(candidate.entries) == 1 and candidate.amount != AmountMatch.NONE
        for entry in candidate.entries:
            used = self.used.get((entry.ledger, entry.id))
            left = entry.amount if used is None else used.left
            if not left or not money or (used and needs_all and abs(left) < abs(money)):
                unserved.append(entry)
                continue
            taken = take(line, money, entry, left)
            money -= taken.paid
            served.append((entry, taken))
        return served, unserved

    def _use(self, entry: Entry, taken: Taken, line_number: int) -> None:
        used = self.used.setdefault((entry.ledger, entry.id), Used(entry.amount, line_number))
        used.left -= taken.amount


def applied_money(outcome: Outcome) -> Decimal:
    """The money of the line that its entries take; the whole line when mapped."""
    if outcome.mapping is not None:
        return outcome.facts.line.amount
    return sum((taken.paid for _entry, taken in outcome.served), ZERO)
