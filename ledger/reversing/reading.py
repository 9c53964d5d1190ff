"""What posted transactions wrote, read to be mirrored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ledger.applying.ledgers import LEDGERS
from ledger.applying.posted import (
    general_of_applications,
    general_of_transactions,
    read_general,
)
from ledger.models import BankLedgerEntry
from ledger.posting.for_sources import (
    BankLine,
    Currency,
    OpenEntry,
    Party,
    PartyKind,
    PartyLine,
    PostedGeneral,
    Query,
    ReversedBank,
    ReversedEntry,
    facts,
    fetch,
    fetch_together,
)

# What else happened to the entries of transactions: live details, and own applications.
_STATES = """
SELECT e.id, e.transaction_id,
       coalesce(bool_or(d.application_no IS NOT NULL AND NOT d.unapplied), false) AS is_applied,
       coalesce(bool_or(d.application_no IS NULL AND d.entry_type <> 'initial'), false)
           AS is_revalued,
       coalesce(bool_or(d.entry_type <> 'initial' AND d.transaction_id = e.transaction_id), false)
           AS was_applied
FROM {entries} e JOIN {details} d ON d.entry_id = e.id
WHERE e.transaction_id = ANY(%s) GROUP BY e.id ORDER BY e.id
"""

_APPLICATIONS = """
SELECT DISTINCT transaction_id, application_no FROM {details}
WHERE transaction_id = ANY(%s) AND application_no IS NOT NULL AND NOT (
    unapplied AND unapplied_by_id IS NULL)
"""


def general_by_transaction(ids: Sequence[int]) -> dict[int, list[PostedGeneral]]:
    """G/L entries of each transaction, with those that undid its own applications."""
    numbers: dict[int, int] = {}
    for ledger in LEDGERS.values():
        text = _APPLICATIONS.format(details=ledger.detail_table)
        for row in fetch(Query(text, (list(ids),))):
            numbers[row.application_no] = row.transaction_id
    own, applied = fetch_together(
        [general_of_transactions(ids), general_of_applications(numbers)]
    )
    found: dict[int, list[PostedGeneral]] = defaultdict(list)
    seen = set()
    for row in own:
        found[row.transaction_id].append(read_general(row))
        seen.add(row.id)
    for row in applied:
        if row.id not in seen:
            found[numbers[row.application_no]].append(read_general(row))
    return found


def entries_by_transaction(ids: Sequence[int]) -> dict[int, list[ReversedEntry]]:
    """Customer and vendor entries of each transaction, with the line that mirrors them."""
    found: dict[int, list[ReversedEntry]] = defaultdict(list)
    for kind in PartyKind:
        for transaction_id, entry in _entries_of(kind, ids):
            found[transaction_id].append(entry)
    return found


def _entries_of(kind: PartyKind, ids: Sequence[int]) -> Iterable[tuple[int, ReversedEntry]]:
    ledger = LEDGERS[kind]
    text = _STATES.format(entries=ledger.entry_table, details=ledger.detail_table)
    states = fetch(Query(text, (list(ids),)))
    if not states:
        return
    (rows,) = fetch_together([facts.entries(kind, [row.id for row in states])])
    entries = facts.read_entries(kind, rows)
    parties = facts.read_parties(
        kind, fetch_together([facts.parties(kind, {e.party_id for e in entries.values()})])[0]
    )
    posted = {
        entry.pk: entry
        for entry in ledger.entries.objects.select_related("currency").filter(pk__in=entries)
    }
    for state in states:
        entry = entries[state.id]
        mirror = _mirror_of(posted[state.id], entry, parties)
        yield (
            state.transaction_id,
            ReversedEntry(
                entry, mirror, state.is_applied, state.is_revalued, state.was_applied
            ),
        )


def _mirror_of(posted: Any, entry: OpenEntry, parties: Mapping[int, Party]) -> PartyLine:
    return PartyLine(
        number=0,
        party=parties[entry.party_id],
        document_type=posted.document_type,
        amount=-posted.amount,
        amount_lcy=-posted.amount_lcy,
        currency=Currency(posted.currency_id, posted.currency.precision),
        due_date=posted.due_date,
        document_date=posted.document_date,
        factor=posted.original_factor,
        description=posted.description,
        external_document_no=posted.external_document_no,
        payment_reference=posted.payment_reference,
        salesperson=posted.salesperson,
        payment_terms_id=getattr(posted, "payment_terms_id", None),
        payment_method_id=getattr(posted, "payment_method_id", None),
    )


def banks_by_transaction(ids: Sequence[int]) -> dict[int, list[ReversedBank]]:
    """Bank account ledger entries of each transaction, with the line that mirrors them."""
    found: dict[int, list[ReversedBank]] = defaultdict(list)
    posted = list(BankLedgerEntry.objects.filter(transaction__in=ids).order_by("pk"))
    if not posted:
        return found
    (rows,) = fetch_together([facts.banks({entry.bank_account_id for entry in posted})])
    banks = facts.read_banks(rows)
    for entry in posted:
        mirror = BankLine(
            number=0,
            bank=banks[entry.bank_account_id],
            document_type=entry.document_type,
            amount=-entry.amount,
            amount_lcy=-entry.amount_lcy,
            description=entry.description,
            external_document_no=entry.external_document_no,
            balancing_type=entry.balancing_type,
            balancing_no=entry.balancing_no,
            cheque_no=entry.cheque_no,
        )
        is_open = entry.remaining == entry.amount and entry.amount != Decimal(0)
        found[entry.transaction_id].append(
            ReversedBank(entry.pk, entry.document_no, is_open, mirror)
        )
    return found
