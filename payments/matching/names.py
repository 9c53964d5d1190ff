"""Comparing a name or text of a statement with the names of customers, in three modes.

nearness      at least 95 near (see `nearness`)
permutations  the name as written, or with its first word moved to the end, is contained;
              case counts, so names are compared as they are kept
disabled      names say nothing
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from payments.matching.name_index import NameIndex, stands_alone
from payments.matching.nearness import NEAR_ENOUGH, SHORTEST_PIECE, folded, near
from payments.models.choices import NameMatching


class NameHit(NamedTuple):
    """A name that matched: its position, how near, and whether no other name contains it."""

    position: int
    percent: int
    is_unique: bool


def permutations(name: str) -> list[str]:
    """The name, and the name with its first word at the end: Ann Lee -> Ann Lee, Lee Ann."""
    name = name.strip()
    first, _blank, rest = name.partition(" ")
    return [name, f"{rest.strip()} {first}"] if rest.strip() else [name]


def matches(mode: str, name: str, text: str) -> int:
    """How near the text comes to one name in this mode; 0 when it does not match."""
    if mode == NameMatching.DISABLED or not name.strip():
        return 0
    if mode == NameMatching.PERMUTATIONS:
        name, text = name.strip(), text.strip()
        if len(name) < SHORTEST_PIECE:
            return 100 if stands_alone(name, text) else 0
        return 100 if any(form in text for form in permutations(name)) else 0
    name, text = folded(name.strip()), folded(text.strip())
    if len(name) < SHORTEST_PIECE:
        return 100 if stands_alone(name, text) else 0
    percent = near(name, text)
    return percent if percent >= NEAR_ENOUGH else 0


class NameMatcher:
    """All names of a ledger's parties, asked many times; equal texts are answered once."""

    def __init__(self, names: Sequence[str], mode: str) -> None:
        self._mode = mode
        self._names = names
        self._index = NameIndex(names if mode != NameMatching.DISABLED else ())
        self._answers: dict[str, list[NameHit]] = {}
        self._unique: dict[int, bool] = {}
        self._forms = self._by_gram() if mode == NameMatching.PERMUTATIONS else {}

    def hits(self, text: str) -> list[NameHit]:
        """Every name that the text matches, by position."""
        answer = self._answers.get(text)
        if answer is None:
            answer = self._answers[text] = [
                NameHit(i, percent, self._is_unique(i)) for i, percent in self._find(text)
            ]
        return answer

    def _find(self, text: str) -> list[tuple[int, int]]:
        if self._mode == NameMatching.NEARNESS:
            return self._index.near(text)
        if self._mode == NameMatching.DISABLED:
            return []
        grams = {text[i : i + SHORTEST_PIECE] for i in range(len(text) - SHORTEST_PIECE + 1)}
        possible = {i for gram in (*grams, "") for i in self._forms.get(gram, ())}
        return sorted((i, 100) for i in possible if matches(self._mode, self._names[i], text))

    def _is_unique(self, position: int) -> bool:
        if position not in self._unique:
            self._unique[position] = self._index.is_unique(position)
        return self._unique[position]

    def _by_gram(self) -> dict[str, list[int]]:
        """Each way to write a name under its rarest four characters; short names under ''."""
        often: dict[str, int] = defaultdict(int)
        spelled = [
            (i, form) for i, name in enumerate(self._names) for form in permutations(name)
        ]
        for _i, form in spelled:
            for start in range(len(form) - SHORTEST_PIECE + 1):
                often[form[start : start + SHORTEST_PIECE]] += 1
        held: dict[str, list[int]] = defaultdict(list)
        for i, form in spelled:
            grams = [
                form[start : start + SHORTEST_PIECE]
                for start in range(len(form) - SHORTEST_PIECE + 1)
            ]
            held[min(grams, key=often.__getitem__) if grams else ""].append(i)
        return held
