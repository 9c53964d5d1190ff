"""The source that reverses a transaction or a register (ledger spec, section 3)."""

from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from ledger.posting import Command, Refusal, Source, Written
from ledger.posting.for_sources import (
    PostingRequest,
    Query,
    Reversal,
    TransactionRequest,
    facts,
    fetch,
    locks,
)
from ledger.reversing.reading import (
    banks_by_transaction,
    entries_by_transaction,
    general_by_transaction,
)

_TRANSACTIONS = """
SELECT t.id, t.posting_date, t.document_type, t.document_no, r.source
FROM ledger_transaction t JOIN ledger_register r ON r.id = t.register_id
WHERE {which} = %s ORDER BY t.id
"""

# Rows of the transactions, to be locked: parties, entries, banks and their entries.
_LOCKED = """
SELECT 'customers' AS what, array_agg(DISTINCT customer_id) AS ids
FROM ledger_customerledgerentry WHERE transaction_id = ANY(%s)
UNION ALL SELECT 'vendors', array_agg(DISTINCT vendor_id)
FROM ledger_vendorledgerentry WHERE transaction_id = ANY(%s)
UNION ALL SELECT 'customer_entries', array_agg(id)
FROM ledger_customerledgerentry WHERE transaction_id = ANY(%s)
UNION ALL SELECT 'vendor_entries', array_agg(id)
FROM ledger_vendorledgerentry WHERE transaction_id = ANY(%s)
UNION ALL SELECT 'banks', array_agg(DISTINCT bank_account_id)
FROM ledger_bankledgerentry WHERE transaction_id = ANY(%s)
UNION ALL SELECT 'bank_entries', array_agg(id)
FROM ledger_bankledgerentry WHERE transaction_id = ANY(%s)
"""


def reverse_transaction(
    transaction_id: int, *, reason: str, user_id: int | None, today: date
) -> Command:
    """The command that reverses one transaction on its own date, for a `reason`."""
    return _command("transaction", transaction_id, reason, user_id, today)


def reverse_register(
    register_id: int, *, reason: str, user_id: int | None, today: date
) -> Command:
    """The command that reverses every transaction of a register, for a `reason`."""
    return _command("register", register_id, reason, user_id, today)


def _command(what: str, pk: int, reason: str, user_id: int | None, today: date) -> Command:
    return Command(
        source_class=Reversing,
        source_id=f"{what}-{pk}",
        version=1,
        user_id=user_id,
        today=today,
        options={"what": what, "id": pk},
        reason=reason.strip(),
    )


class Reversing(Source):
    """One mirrored transaction for each that is reversed; a thing is reversed once."""

    name: ClassVar[str] = "reversal"

    def _transactions(self) -> list[Any]:
        which = "t.id" if self.command.options["what"] == "transaction" else "r.id"
        return fetch(Query(_TRANSACTIONS.format(which=which), (self.command.options["id"],)))

    def lock(self) -> None:
        """The transactions themselves, so that two reversals wait; parties, entries and banks."""
        ids = [row.id for row in self._transactions()]
        locks.take(locks.Wanted(transactions=ids))
        wanted = {row.what: row.ids or [] for row in fetch(Query(_LOCKED, (ids,) * 6))}
        locks.take(locks.Wanted(**wanted))

    def request(self) -> PostingRequest:
        """Everything that the transactions wrote, with its mirror."""
        local, period = facts.read_house(fetch(facts.house(self.command.user_id)))
        rows = self._transactions()
        refusals = []
        if not rows:
            refusals.append(Refusal(_("There is nothing to reverse. Reload the page.")))
        if not self.command.reason:
            refusals.append(Refusal(_("Say why it is reversed."), field="reason"))
        return PostingRequest(
            source=self.name,
            local_currency=local,
            period=period,
            transactions=tuple(self._mirrors(rows)),
            found=tuple(refusals),
        )

    def _mirrors(self, rows: list[Any]) -> list[TransactionRequest]:
        ids = [row.id for row in rows]
        general = general_by_transaction(ids)
        entries = entries_by_transaction(ids)
        banks = banks_by_transaction(ids)
        return [
            TransactionRequest(
                posting_date=row.posting_date,
                document_type=row.document_type,
                document_no=row.document_no,
                lines=(),
                reversals=(
                    Reversal(
                        transaction_id=row.id,
                        document_no=row.document_no,
                        is_journal=row.source in Source.journals,
                        from_register=self.command.options["what"] == "register",
                        general=tuple(general[row.id]),
                        entries=tuple(entries[row.id]),
                        banks=tuple(banks[row.id]),
                    ),
                ),
            )
            for row in rows
        ]

    def settle(self, written: Written) -> None:
        """Nothing of its own."""
