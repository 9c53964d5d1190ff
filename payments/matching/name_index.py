"""Which of many names come near a text, without comparing each one.

Two filters that never lose a match come before `near`:

letters  a match of 95 % leaves at most one letter in twenty of the shorter one over, so the
         other must own nearly all of its letters. For each letter and count one long integer
         has a bit per name; a few `and` and `or` over them answer for all names at once.
4-grams  every counted piece has at least four characters, so name and text share four in a
         row. Asked only of long texts, where letters say little.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from payments.matching.nearness import NEAR_ENOUGH, SHORTEST_PIECE, folded, near

FEW = 24


class NameIndex:
    """The names of all customers (or vendors), trimmed and folded, by position."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = [folded(name.strip()) for name in names]
        self._everyone = (1 << len(self.names)) - 1
        self._has: dict[str, list[int]] = {}
        self._fill_letters()
        self._fill_lengths()

    def near(self, text: str) -> list[tuple[int, int]]:
        """Positions of the names at least 95 near the text, with their nearness.

        A name under four letters matches, as 100, when it stands as a whole word.
        """
        text = folded(text.strip())
        found = [(i, 100) for i in self._short_names_in(text)]
        for i in self._plausible(text):
            percent = near(self.names[i], text)
            if percent >= NEAR_ENOUGH:
                found.append((i, percent))
        return sorted(found)

    def is_unique(self, position: int) -> bool:
        """Whether no other name contains this one."""
        name = self.names[position]
        holders = self._owning(Counter(name))
        return sum(name in self.names[i] for i in _positions(holders)) == 1

    def _plausible(self, text: str) -> Iterable[int]:
        letters = Counter(text)
        possible = self._within(letters) & self._no_longer_than(len(text))
        longer = self._no_longer_than(len(text) * 100 // 65)
        longer &= ~self._no_longer_than(len(text))
        if longer:
            possible |= self._holding(letters, len(text) // 20) & longer
        possible &= ~self._no_longer_than(SHORTEST_PIECE - 1)
        if possible.bit_count() > FEW:
            possible &= self._sharing_grams(text)
        return _positions(possible)

    def _within(self, letters: Counter[str]) -> int:
        """Names that lack at most a twentieth of their letters in the text."""
        lacking = [0] * (len(self._allowance) + 1)
        for letter, counts in self._has.items():
            present = letters.get(letter, 0)
            if present < len(counts):
                _count_up(lacking, counts[present])
        alive = 0
        for allowed, names in enumerate(self._allowance):
            alive |= names & ~lacking[allowed]
        return alive

    def _holding(self, letters: Counter[str], allowed: int) -> int:
        """Names that own all letters of the text but `allowed`."""
        if not allowed:
            return self._owning(letters)
        lacking = [0] * (allowed + 1)
        for letter, count in letters.items():
            counts = self._has.get(letter, ())
            owners = counts[count - 1] if count <= len(counts) else 0
            _count_up(lacking, self._everyone & ~owners)
        return self._everyone & ~lacking[allowed]

    def _owning(self, letters: Counter[str]) -> int:
        """Names that own all letters of the text."""
        owners = self._everyone
        for letter, count in letters.items():
            counts = self._has.get(letter, ())
            if count > len(counts):
                return 0
            owners &= counts[count - 1]
        return owners

    def _fill_letters(self) -> None:
        owners: dict[str, list[list[int]]] = defaultdict(list)
        for i, name in enumerate(self.names):
            for letter, count in Counter(name).items():
                counts = owners[letter]
                while len(counts) < count:
                    counts.append([])
                for held in counts[:count]:
                    held.append(i)
        size = len(self.names)
        self._has = {c: [_bits(held, size) for held in lists] for c, lists in owners.items()}

    def _fill_lengths(self) -> None:
        by_length: dict[int, list[int]] = defaultdict(list)
        by_allowance: dict[int, list[int]] = defaultdict(list)
        for i, name in enumerate(self.names):
            by_length[len(name)].append(i)
            by_allowance[len(name) // 20].append(i)
        size, bits = len(self.names), 0
        self._up_to: list[int] = []
        for length in range(max(by_length, default=0) + 1):
            bits |= _bits(by_length[length], size)
            self._up_to.append(bits)
        self._allowance = [
            _bits(by_allowance[n], size) for n in range(max(by_allowance, default=0) + 1)
        ]

    def _no_longer_than(self, length: int) -> int:
        if length < 0 or not self._up_to:
            return 0
        return self._up_to[min(length, len(self._up_to) - 1)]

    @cached_property
    def _grams(self) -> dict[str, list[int] | int]:
        held: dict[str, list[int]] = defaultdict(list)
        for i, name in enumerate(self.names):
            for gram in _grams_of(name):
                held[gram].append(i)
        return {**held}

    def _sharing_grams(self, text: str) -> int:
        """Names with four characters in a row of the text; common grams become bits once."""
        shared, rare = 0, set()
        for gram in _grams_of(text):
            names = self._grams.get(gram)
            if names is None:
                continue
            if isinstance(names, list) and len(names) > FEW:
                names = self._grams[gram] = _bits(names, len(self.names))
            if isinstance(names, int):
                shared |= names
            else:
                rare.update(names)
        return shared | _bits(rare, len(self.names))

    @cached_property
    def _short(self) -> dict[str, list[int]]:
        short: dict[str, list[int]] = defaultdict(list)
        for i in _positions(self._no_longer_than(SHORTEST_PIECE - 1)):
            if self.names[i]:
                short[self.names[i]].append(i)
        return short

    def _short_names_in(self, text: str) -> Iterator[int]:
        for name, positions in self._short.items():
            if stands_alone(name, text):
                yield from positions


def stands_alone(name: str, text: str) -> bool:
    """Whether the name is a whole word of the text: `IBM` in `IBM FRANCE`, not in `IBMX`."""
    return name in text and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _grams_of(text: str) -> set[str]:
    return {text[i : i + SHORTEST_PIECE] for i in range(len(text) - SHORTEST_PIECE + 1)}


def _count_up(counters: list[int], bits: int) -> None:
    """counters[n]: names counted more than n times; one more for the names in `bits`."""
    for n in range(len(counters) - 1, 0, -1):
        counters[n] |= counters[n - 1] & bits
    counters[0] |= bits


def _bits(positions: Iterable[int], size: int) -> int:
    held = bytearray(size // 8 + 1)
    for i in positions:
        held[i >> 3] |= 1 << (i & 7)
    return int.from_bytes(held, "little")


def _positions(bits: int) -> Iterator[int]:
    digits = format(bits, "b")[::-1]
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)
