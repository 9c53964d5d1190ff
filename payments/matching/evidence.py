"""What is known of each line before anything is assigned, and the pairs that follow from it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from payments.matching.amounts import Tolerance, amount_match, window_of
from payments.matching.direct_debit import collected_entries, debit_match
from payments.matching.numbers import (
    keys_in,
    quotable_text,
    quoted_number,
    reference_key,
)
from payments.matching.parties import PartyFact
from payments.matching.rules import Rule, RuleTable
from payments.matching.values import (
    IN_RANGE_CAP,
    RANK,
    Entry,
    EntrySource,
    Ledger,
    Line,
    Reason,
    Window,
)
from payments.models.choices import AmountMatch, NumberMatch, PartyMatch

NOT_THE_PARTY = PartyFact(PartyMatch.NO, Reason("party_unknown", {}))


class FindsParties(Protocol):
    """Who tells which parties a line may come from."""

    def of_line(self, line: Line) -> dict[int, PartyFact]: ...


class LedgerFacts:
    """What one ledger holds for one line."""

    __slots__ = ("collected", "in_range", "parties", "quoted")

    def __init__(self) -> None:
        self.parties: dict[int, PartyFact] = {}
        self.in_range: list[Entry] = []
        self.quoted: dict[int, tuple[Entry, tuple[str, str]]] = {}
        self.collected: Collection[int] | None = None

    @property
    def is_crowded(self) -> bool:
        """More entries lie in the window than are looked at one by one."""
        return len(self.in_range) > IN_RANGE_CAP

    @property
    def amount(self) -> AmountMatch:
        """What an entry inside the window gets."""
        return amount_match(len(self.in_range))


class LineFacts:
    """A line and what each ledger holds for it."""

    __slots__ = ("ledgers", "line", "reference", "text", "window")

    def __init__(self, line: Line, tolerance: Tolerance) -> None:
        self.line = line
        self.window: Window = window_of(line, tolerance)
        self.text = quotable_text(line.text, line.info)
        self.reference = reference_key(line.reference)
        self.ledgers: dict[Ledger, LedgerFacts] = {}


class Candidate:
    """A line with one entry, or with a group of entries of one account, and its rule."""

    __slots__ = (
        "amount", "count", "debit", "entries", "facts", "key", "ledger", "number", "party",
        "quoted", "rule",
    )  # fmt: skip

    def __init__(
        self,
        facts: LineFacts,
        entries: tuple[Entry, ...],
        rule: Rule,
        criteria: tuple[PartyFact, NumberMatch, AmountMatch, str],
        quoted: tuple[tuple[str, str], ...] = (),
        count: int = 0,
    ) -> None:
        first = entries[0]
        self.facts, self.entries, self.rule = facts, entries, rule
        self.ledger = first.ledger
        self.party, self.number, self.amount, self.debit = criteria
        self.quoted, self.count = quoted, count
        self.key: tuple[Any, ...] = (
            -rule.score,
            -len(entries),
            first.due_date.toordinal(),
            RANK[first.ledger],
            first.id if len(entries) == 1 else min(entry.id for entry in entries),
            facts.line.number,
        )


def gather(
    lines: Iterable[Line],
    sources: Sequence[EntrySource],
    parties: Mapping[Ledger, FindsParties],
    tolerance: Tolerance,
    collected: Mapping[str, Collection[int]],
) -> list[LineFacts]:
    """The facts of every line with an amount; a handful of questions per ledger in all."""
    all_facts = [LineFacts(line, tolerance) for line in lines if line.amount]
    windows = list({facts.window: None for facts in all_facts})
    keys_of = [keys_in(facts.text) for facts in all_facts]
    keys = set().union(*keys_of)
    references = {facts.reference for facts in all_facts} - {""}
    for source in sources:
        in_range = dict(zip(windows, source.in_range(windows), strict=True))
        by_number = source.by_number(keys)
        by_reference = source.by_reference(references)
        find = parties[source.ledger].of_line
        for facts, line_keys in zip(all_facts, keys_of, strict=True):
            known = facts.ledgers[source.ledger] = LedgerFacts()
            known.parties = find(facts.line)
            known.in_range = in_range[facts.window]
            known.quoted = quoted_entries(
                facts, line_keys & by_number.keys(), by_number, by_reference
            )
            if source.ledger == Ledger.CUSTOMER:
                known.collected = collected_entries(facts.line.transaction_id, collected)
    return all_facts


def quoted_entries(
    facts: LineFacts,
    keys: Iterable[str],
    by_number: Mapping[str, list[Entry]],
    by_reference: Mapping[str, list[Entry]],
    *,
    strict: bool = True,
) -> dict[int, tuple[Entry, tuple[str, str]]]:
    """The entries that the line quotes, with what it quotes; `strict`: of its sign and day."""
    found: dict[int, tuple[Entry, tuple[str, str]]] = {}
    suspects = [entry for key in keys for entry in by_number[key]]
    for entry in (*suspects, *by_reference.get(facts.reference, ())):
        if entry.id not in found and (not strict or entry.may_meet(facts.line)):
            what = quoted_number(facts.text, facts.reference, entry)
            if what is not None:
                found[entry.id] = (entry, what)
    return found


def pairs(
    all_facts: Iterable[LineFacts], sources: Sequence[EntrySource], table: RuleTable
) -> Iterator[Candidate]:
    """Every pair worth looking at one by one: quoted, collected, or among few of its amount."""
    all_facts = list(all_facts)
    collected: dict[Ledger, dict[int, Entry]] = {
        source.ledger: _collected(all_facts, source)
        for source in sources
        if source.ledger == Ledger.CUSTOMER
    }
    for facts in all_facts:
        for ledger, known in facts.ledgers.items():
            entries = {entry.id: entry for entry, _what in known.quoted.values()}
            if not known.is_crowded:
                for entry in known.in_range:
                    if entry.id not in entries and entry.may_meet(facts.line):
                        entries[entry.id] = entry
            for entry_id in known.collected or ():
                found = collected[ledger].get(entry_id)
                if found is not None and found.may_meet(facts.line):
                    entries[entry_id] = found
            for entry in entries.values():
                candidate = pair(facts, known, entry, table)
                if candidate is not None:
                    yield candidate


def _collected(all_facts: Iterable[LineFacts], source: EntrySource) -> dict[int, Entry]:
    ids = {i for facts in all_facts for i in facts.ledgers[source.ledger].collected or ()}
    return {entry.id: entry for entry in source.by_id(ids)} if ids else {}


def pair(
    facts: LineFacts, known: LedgerFacts, entry: Entry, table: RuleTable
) -> Candidate | None:
    """One line with one entry; None when no rule fits."""
    quoted = known.quoted.get(entry.id)
    party = known.parties.get(entry.party, NOT_THE_PARTY)
    number = NumberMatch.NO if quoted is None else NumberMatch.YES
    amount = known.amount if facts.window.holds(entry) else AmountMatch.NONE
    debit = debit_match(entry.id, known.collected)
    rule = table.best(party.match, number, amount, debit)
    if rule is None:
        return None
    what = () if quoted is None else (quoted[1],)
    count = len(known.in_range) if amount != AmountMatch.NONE else 0
    return Candidate(facts, (entry,), rule, (party, number, amount, debit), what, count)
