"""A text on the statement that always means the same account (spec d)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from payments.matching.nearness import folded
from payments.matching.values import Line
from payments.models.choices import AccountType


@dataclass(frozen=True, slots=True)
class Mapping:
    """`account_in` takes money in, `account_out` money out; None does not hit.

    For a customer, vendor or bank account both are the same id.
    """

    id: int
    text: str
    account_type: str
    account_in: int | None
    account_out: int | None

    @property
    def score(self) -> int:
        """Above every Medium, below the default High rules; the longest text wins."""
        return 3000 + len(self.text) + 1

    def account_for(self, line: Line) -> int | None:
        """The account for the line's sign."""
        return self.account_in if line.amount >= 0 else self.account_out


class MappingCandidate:
    """A line with the mapping that it hits."""

    __slots__ = ("key", "line", "mapping")

    def __init__(self, line: Line, mapping: Mapping) -> None:
        self.line, self.mapping = line, mapping
        self.key: tuple[Any, ...] = (-mapping.score, 0, 0, 0, mapping.id, line.number)


def mapping_hit(line: Line, mappings: Sequence[Mapping]) -> MappingCandidate | None:
    """The longest mapping text that the transaction text contains, case and accents not counting.

    Additional info is not searched. Of equal lengths the older mapping wins. A mapping whose
    account for the line's sign is blank does not hit.
    """
    text = folded(line.text)
    hits = [
        mapping
        for mapping in mappings
        if mapping.account_for(line) is not None and folded(mapping.text) in text
    ]
    if not hits:
        return None
    return MappingCandidate(line, min(hits, key=lambda mapping: (-mapping.score, mapping.id)))


def mapping_hits(lines: Iterable[Line], mappings: Sequence[Mapping]) -> list[MappingCandidate]:
    """The hit of every line that has one; equal texts are searched once per sign."""
    if not mappings:
        return []
    known: dict[tuple[str, bool], MappingCandidate | None] = {}
    hits = []
    for line in lines:
        question = (line.text, line.amount >= 0)
        if question not in known:
            known[question] = mapping_hit(line, mappings)
        hit = known[question]
        if hit is not None:
            hits.append(MappingCandidate(line, hit.mapping))
    return hits


ACCOUNT_FIELDS = {
    AccountType.ACCOUNT: "account_id",
    AccountType.CUSTOMER: "customer_id",
    AccountType.VENDOR: "vendor_id",
    AccountType.BANK: "other_bank_account_id",
}
