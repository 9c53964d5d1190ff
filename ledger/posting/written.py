"""What was written, for a source to settle with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.posting.request import Drawn


@dataclass(frozen=True, slots=True)
class Written:
    """Ids and numbers of the new rows, in the order of the request.

    `transactions[i]` is the id of the request's i-th transaction; `entries[i]` maps the
    line number of its party lines to (kind, entry id); `numbers` gives the drawn numbers.
    """

    register_id: int
    numbers: Mapping[Drawn, str]
    transactions: Sequence[int]
    entries: Sequence[Mapping[int, int]]
    bank_entries: Sequence[Mapping[int, int]]
