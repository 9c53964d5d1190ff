"""Criterion 1: is the line's related party the customer or vendor of the entry? (spec b)"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from payments.matching.names import NameHit, NameMatcher
from payments.matching.values import Line, Reason
from payments.models.choices import PartyMatch

_NOT_IN_ACCOUNT = re.compile("[^A-Za-z0-9]")


class Party(NamedTuple):
    """A customer or vendor as far as matching looks at it."""

    id: int
    name: str
    address: str = ""
    city: str = ""


class PartyFact(NamedTuple):
    """How a party meets a line, and why."""

    match: PartyMatch
    reason: Reason


def account_key(account: str) -> str:
    """A bank account's letters and digits, in capitals: `FR76 3000-6` -> `FR7630006`."""
    return _NOT_IN_ACCOUNT.sub("", account).upper()


class Parties:
    """All parties of one ledger, indexed once per run."""

    def __init__(
        self, parties: Sequence[Party], mode: str, accounts: Mapping[str, Iterable[int]]
    ) -> None:
        """`accounts` maps account keys to the ids of the parties that own them."""
        self._parties = parties
        self._accounts = accounts
        self._names = NameMatcher([party.name for party in parties], mode)

    def of_line(self, line: Line, *, names_are_proof: bool = True) -> dict[int, PartyFact]:
        """Every party that is fully or partially the line's; the others are not.

        The account decides; without it the related party's name, and only when the line
        gives none its text. `names_are_proof` off: a unique name says no more than another.
        """
        facts: dict[int, PartyFact] = {}
        for hit in self._names.hits(line.name or line.text):
            party = self._parties[hit.position]
            facts[party.id] = _by_name(line, party, hit, names_are_proof)
        key = account_key(line.account)
        for party_id in self._accounts.get(key, ()) if key else ():
            reason = Reason("account", {"account": line.account})
            facts[party_id] = PartyFact(PartyMatch.FULLY, reason)
        return facts


def _by_name(line: Line, party: Party, hit: NameHit, names_are_proof: bool) -> PartyFact:
    if not line.name:
        code = "name_in_text"
    elif _same(line.city, party.city) and _same(line.address, party.address):
        reason = Reason("name_and_address", {"name": party.name, "percent": hit.percent})
        return PartyFact(PartyMatch.FULLY, reason)
    else:
        code = "name"
    is_proof = names_are_proof and hit.is_unique
    params = {"name": party.name, "percent": hit.percent, "unique": hit.is_unique}
    match = PartyMatch.FULLY if is_proof else PartyMatch.PARTIALLY
    return PartyFact(match, Reason(code, params))


def _same(one: str, other: str) -> bool:
    one, other = one.strip(), other.strip()
    return bool(one and other) and one.casefold() == other.casefold()


class BalancingParties:
    """The parties of bank entries: the balancing customer, or the balancing vendor as -id."""

    def __init__(self, customers: Parties, vendors: Parties) -> None:
        self._customers = customers
        self._vendors = vendors

    def of_line(self, line: Line) -> dict[int, PartyFact]:
        """Like `Parties.of_line`, uniqueness of names not evaluated."""
        facts = self._customers.of_line(line, names_are_proof=False)
        vendors = self._vendors.of_line(line, names_are_proof=False)
        return {**facts, **{-party: fact for party, fact in vendors.items()}}
