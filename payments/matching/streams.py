"""Candidates that are many and all score alike, taken one after the other by due date.

Entries of a matched party without any other sign, and entries of an amount that many share:
a line needs only the oldest one that is free. So they are asked for when assignment comes to
their score, and only for lines that are still open.
"""

from collections import deque
from collections.abc import Iterator, Sequence

from payments.matching.evidence import NOT_THE_PARTY, Candidate, LedgerFacts, LineFacts
from payments.matching.parties import PartyFact
from payments.matching.rules import Rule, RuleTable
from payments.matching.values import Entry, EntrySource, Ledger, Wanted
from payments.models.choices import AmountMatch, DebitMatch, NumberMatch, PartyMatch

FIRST_FETCH = 4
LARGEST_FETCH = 1_000


class Stream:
    """The candidates of one line, one class and one party, oldest due date first."""

    __slots__ = (
        "amount", "debit", "facts", "fetched", "is_finished", "known", "party", "rule",
        "waiting", "wanted",
    )  # fmt: skip

    def __init__(
        self,
        facts: LineFacts,
        known: LedgerFacts,
        wanted: Wanted,
        party: PartyFact,
        amount: AmountMatch,
        debit: DebitMatch,
        rule: Rule,
    ) -> None:
        self.facts, self.known, self.wanted = facts, known, wanted
        self.party, self.amount, self.debit, self.rule = party, amount, debit, rule
        self.waiting: deque[Entry] = deque()
        self.fetched = 0
        self.is_finished = False

    def take_in(self, entries: Sequence[Entry], limit: int) -> None:
        """Keep what belongs to this class; fewer than asked for means the end."""
        self.fetched += len(entries)
        self.is_finished = len(entries) < limit
        if entries:
            last = entries[-1]
            self.wanted = self.wanted._replace(after=(last.due_date, last.id))
        self.waiting.extend(entry for entry in entries if self._is_mine(entry))

    def next(self) -> Candidate | None:
        """The next candidate; None when nothing is waiting."""
        if not self.waiting:
            return None
        entry = self.waiting.popleft()
        count = 0 if self.amount == AmountMatch.NONE else len(self.known.in_range)
        criteria = (self.party, NumberMatch.NO, self.amount, self.debit)
        return Candidate(self.facts, (entry,), self.rule, criteria, (), count)

    def _is_mine(self, entry: Entry) -> bool:
        if entry.id in self.known.quoted or entry.id in (self.known.collected or ()):
            return False  # looked at one by one
        return self.wanted.party is not None or entry.party not in self.known.parties


def stream_scores(table: RuleTable) -> set[int]:
    """The scores that streams can have: no number quoted, no debit collected."""
    rules = (
        table.best(party, NumberMatch.NO, amount, debit)
        for party in (PartyMatch.FULLY, PartyMatch.PARTIALLY, PartyMatch.NO)
        for amount in (AmountMatch.ONE, AmountMatch.MULTIPLE, AmountMatch.NONE)
        for debit in (DebitMatch.ANY, DebitMatch.NO)
    )
    return {rule.score for rule in rules if rule is not None}


def open_streams(
    facts: LineFacts, ledger: Ledger, score: int, table: RuleTable
) -> Iterator[Stream]:
    """The streams of one line in one ledger that have this score."""
    known = facts.ledgers[ledger]
    debit = DebitMatch.ANY if known.collected is None else DebitMatch.NO
    sides = [(False, AmountMatch.NONE)]
    if known.is_crowded:
        sides.append((True, AmountMatch.MULTIPLE))
    for inside, amount in sides:
        for party_id, party in (*known.parties.items(), (None, NOT_THE_PARTY)):
            rule = table.best(party.match, NumberMatch.NO, amount, debit)
            if rule is not None and rule.score == score:
                is_positive = facts.line.amount > 0
                wanted = Wanted(party_id, facts.window, inside, is_positive)
                yield Stream(facts, known, wanted, party, amount, debit, rule)


def fill(streams: Sequence[Stream], source: EntrySource) -> None:
    """Fetch for every stream until each has a candidate waiting or has ended.

    One question per round for all of them; each round asks for more than the last.
    """
    hungry = [s for s in streams if not s.waiting and not s.is_finished]
    while hungry:
        most = max(stream.fetched for stream in hungry)
        limit = min(max(FIRST_FETCH, 2 * most), LARGEST_FETCH)
        answers = source.following([stream.wanted for stream in hungry], limit)
        for stream, entries in zip(hungry, answers, strict=True):
            stream.take_in(entries, limit)
        hungry = [s for s in hungry if not s.waiting and not s.is_finished]
