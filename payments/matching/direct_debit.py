"""Criterion 4: does the line answer a direct debit of ours? (spec b)"""

from collections.abc import Collection, Mapping

from payments.models.choices import DebitMatch

LONGEST_ID = 35


def collected_entries(
    transaction_id: str, collected: Mapping[str, Collection[int]]
) -> Collection[int] | None:
    """The customer entries that this transaction id collects; None when it is not ours.

    `collected` maps the transaction ids of collection entries (file created or posted) to the
    entries they apply to, of collections that are not cancelled.
    """
    if not transaction_id or len(transaction_id) > LONGEST_ID:
        return None
    return collected.get(transaction_id)


def debit_match(entry_id: int, entries: Collection[int] | None) -> DebitMatch:
    """Yes for a collected entry, no for the others, not considered without a hit."""
    if entries is None:
        return DebitMatch.ANY
    return DebitMatch.YES if entry_id in entries else DebitMatch.NO
