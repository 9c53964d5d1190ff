"""The row locks on ledger rows and parties, always in this order (design, station 2).

Sales documents lock their customers in the statement that locks the documents themselves
(`LOCK_DOCUMENTS`), in the same order; every other lock is taken here.

The source's own rows come first (`Source.lock`), then transactions to be reversed, customers,
vendors, their entries by id, bank accounts, bank entries. Locking statements filter by id alone;
what is open or blocked is read again by later statements, which see what the previous holder
committed.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from ledger.posting.known import PartyKind
from ledger.posting.sql import Query, fetch, fetch_together

HIGHEST_ID = 2**63 - 1
_TABLES = (
    ("transactions", "ledger_transaction"),
    ("customers", "customers_customer"),
    ("vendors", "ledger_vendor"),
    ("customer_entries", "ledger_customerledgerentry"),
    ("vendor_entries", "ledger_vendorledgerentry"),
    ("banks", "ledger_bankaccount"),
    ("bank_entries", "ledger_bankledgerentry"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Ids of the rows to lock."""

    transactions: Iterable[int] = field(default=())
    customers: Iterable[int] = field(default=())
    vendors: Iterable[int] = field(default=())
    customer_entries: Iterable[int] = field(default=())
    vendor_entries: Iterable[int] = field(default=())
    banks: Iterable[int] = field(default=())
    bank_entries: Iterable[int] = field(default=())


def take(wanted: Wanted) -> None:
    """Lock the rows until commit, in the one order; ids that don't exist lock nothing."""
    queries = []
    for name, table in _TABLES:
        ids = _known(getattr(wanted, name))
        if ids:
            text = f"SELECT id FROM {table} WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"
            queries.append(Query(text, (ids,)))
    if queries:
        fetch_together(queries)


def parties_of(kind: PartyKind, entry_ids: Iterable[int]) -> set[int]:
    """Whose entries these are; an entry never changes hands, so that is known without a lock."""
    text = f"SELECT DISTINCT {kind}_id AS id FROM ledger_{kind}ledgerentry WHERE id = ANY(%s)"
    return {row.id for row in fetch(Query(text, (_known(entry_ids),)))}


def take_entries(kind: PartyKind, entry_ids: Collection[int]) -> None:
    """Lock entries to be changed, after their parties.

    Who posts for a party may settle any open entry of it ("apply to oldest") and holds the party
    alone until it has read them: so everybody who changes an entry holds its party first.
    """
    wanted = {f"{kind}s": parties_of(kind, entry_ids), f"{kind}_entries": entry_ids}
    take(Wanted(**wanted))


def take_rows(table: str, ids: Iterable[int]) -> None:
    """Lock a source's own rows of a table that is not the ledger's, by id."""
    text = f"SELECT id FROM {table} WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"
    fetch_together([Query(text, (_known(ids),))])


def _known(ids: Iterable[int]) -> list[int]:
    """In order, without those that no row can have: an address may hold any number."""
    return sorted({one for one in ids if one <= HIGHEST_ID})
