"""One-to-many: a line that quotes several entries of one account (spec b).

No subset search: numbers must be quoted.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from payments.matching.evidence import NOT_THE_PARTY, Candidate, LineFacts
from payments.matching.rules import RuleTable
from payments.matching.values import Entry, Ledger
from payments.models.choices import AmountMatch, DebitMatch, NumberMatch


class Group(NamedTuple):
    """The quoted entries of one account, oldest due date first, and their amount that day."""

    facts: LineFacts
    ledger: Ledger
    entries: tuple[Entry, ...]
    amount: Decimal


def quoted_groups(all_facts: Iterable[LineFacts]) -> list[Group]:
    """Entries that one line quotes, by account; groups of one are dropped.

    The account of a bank entry is the bank account itself.
    """
    groups = []
    for facts in all_facts:
        for ledger, known in facts.ledgers.items():
            if len(known.quoted) < 2:
                continue
            by_account: dict[int, list[Entry]] = defaultdict(list)
            for entry, _what in known.quoted.values():
                by_account[0 if ledger == Ledger.BANK else entry.party].append(entry)
            for entries in by_account.values():
                if len(entries) > 1:
                    ordered = tuple(sorted(entries, key=lambda entry: entry.order))
                    amount = sum((e.amount_on(facts.line.day) for e in ordered), Decimal(0))
                    groups.append(Group(facts, ledger, ordered, amount))
    return groups


def group_candidates(groups: Iterable[Group], table: RuleTable) -> Iterator[Candidate]:
    """Each group with its rule.

    Amount: None outside the line's window; Multiple when the window holds several groups of
    whichever line; else the group and the single entries inside must be exactly one.
    """
    groups = list(groups)
    amounts = {
        ledger: sorted(group.amount for group in groups if group.ledger == ledger)
        for ledger in Ledger
    }
    for group in groups:
        known = group.facts.ledgers[group.ledger]
        first = group.entries[0]
        party = known.parties.get(first.party, NOT_THE_PARTY)
        amount, count = _amount(group, amounts[group.ledger], len(known.in_range))
        rule = table.best(party.match, NumberMatch.MULTIPLE, amount, DebitMatch.ANY)
        if rule is not None:
            criteria = (party, NumberMatch.MULTIPLE, amount, DebitMatch.ANY.value)
            quoted = tuple(known.quoted[entry.id][1] for entry in group.entries)
            yield Candidate(group.facts, group.entries, rule, criteria, quoted, count)


def _amount(group: Group, amounts: list[Decimal], singles: int) -> tuple[AmountMatch, int]:
    window = group.facts.window
    if not window.low <= group.amount <= window.high:
        return AmountMatch.NONE, 0
    rivals = bisect_right(amounts, window.high) - bisect_left(amounts, window.low)
    if rivals > 1:
        return AmountMatch.MULTIPLE, rivals
    count = rivals + singles
    return (AmountMatch.ONE if count == 1 else AmountMatch.MULTIPLE), count
