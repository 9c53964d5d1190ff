"""Open entries held in memory: the outstanding entries of one bank account."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from payments.matching.numbers import number_key, reference_key
from payments.matching.values import IN_RANGE_CAP, Entry, Ledger, Wanted, Window


class EntriesInMemory:
    """The questions of `EntrySource` answered from dictionaries and sorted arrays."""

    def __init__(self, ledger: Ledger, entries: Iterable[Entry]) -> None:
        self.ledger = ledger
        self._entries = sorted(entries, key=lambda entry: (entry.due_date, entry.id))
        self._by_id = {entry.id: entry for entry in self._entries}
        self._numbers: dict[str, dict[int, Entry]] = defaultdict(dict)
        self._references: dict[str, list[Entry]] = defaultdict(list)
        self._of_party: dict[int, list[Entry]] = defaultdict(list)
        for entry in self._entries:
            for key in {number_key(entry.document_no), number_key(entry.external_no)} - {""}:
                self._numbers[key][entry.id] = entry
            if entry.reference:
                self._references[reference_key(entry.reference)].append(entry)
            self._of_party[entry.party].append(entry)
        self._plain = sorted(self._entries, key=lambda entry: entry.amount)
        self._plain_amounts = [entry.amount for entry in self._plain]
        with_discount = [entry for entry in self._entries if entry.discount]
        self._less = sorted(with_discount, key=lambda entry: entry.amount - entry.discount)
        self._less_amounts = [entry.amount - entry.discount for entry in self._less]

    def __bool__(self) -> bool:
        return bool(self._entries)

    def by_number(self, keys: Iterable[str]) -> dict[str, list[Entry]]:
        """Entries filed under each key."""
        held = self._numbers
        return {key: list(held[key].values()) for key in keys if key in held}

    def by_reference(self, references: Iterable[str]) -> dict[str, list[Entry]]:
        """Entries with each payment reference."""
        held = self._references
        return {key: held[key] for key in references if key in held}

    def in_range(self, windows: Sequence[Window]) -> list[list[Entry]]:
        """Entries inside each window, found by binary search."""
        return [self._inside(window) for window in windows]

    def by_id(self, ids: Iterable[int]) -> list[Entry]:
        """The entries among these ids."""
        return [self._by_id[i] for i in ids if i in self._by_id]

    def following(self, wanted: Sequence[Wanted], limit: int) -> list[list[Entry]]:
        """The next entries by due date for each wish."""
        return [self._following(wish, limit) for wish in wanted]

    def _inside(self, window: Window) -> list[Entry]:
        found: list[Entry] = []
        for entries, amounts in (
            (self._plain, self._plain_amounts),
            (self._less, self._less_amounts),
        ):
            start, end = bisect_left(amounts, window.low), bisect_right(amounts, window.high)
            for entry in entries[start:end]:
                is_less = entry.amount_on(window.day) != entry.amount
                if is_less == (entries is self._less):
                    found.append(entry)
                if len(found) > IN_RANGE_CAP:
                    return found
        return found

    def _following(self, wish: Wanted, limit: int) -> list[Entry]:
        entries = self._entries if wish.party is None else self._of_party.get(wish.party, [])
        start = 0
        if wish.after is not None:
            start = bisect_right(entries, wish.after, key=lambda e: (e.due_date, e.id))
        found = []
        for entry in entries[start:]:
            if (entry.amount > 0) != wish.is_positive or entry.posting_date > wish.window.day:
                continue
            if wish.inside is not None and wish.window.holds(entry) != wish.inside:
                continue
            found.append(entry)
            if len(found) == limit:
                break
        return found
