"""What posting reads of a split receipt: a few statements, however many entries it pays."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from arcore.values.money import ZERO
from ledger.posting.for_sources import OpenEntry, Party, locks
from payments.splitting.posting.values import Part, Share

RECEIPT = """
SELECT r.id, r.version, r.posting_date, r.amount, r.account_type, r.account_id, r.bank_id,
       r.external_document_no, r.description, r.rest_to_id, c.code AS currency, c.decimals,
       b.id AS batch_id, t.code || ' ' || b.name AS code, t.source_code, t.allow_posting_from,
       t.allow_posting_to, b.copy_to_posted, n.id AS series_id, n.code AS series_code, n.prefix,
       n.digits, n.date_order, n.last_date, n.last_number
FROM payments_splitreceipt r
JOIN company_currency c ON c.code = r.currency_id
JOIN payments_journalbatch b ON b.id = r.batch_id
JOIN payments_journaltemplate t ON t.id = b.template_id
LEFT JOIN company_numberseries n
       ON n.id = coalesce(b.posting_number_series_id, b.number_series_id, t.number_series_id)
WHERE r.id = %s
"""

CUSTOMERS = """
SELECT customer_id FROM payments_splitcustomer WHERE receipt_id = %s ORDER BY id
"""

MARKS = """
SELECT m.customer_entry_id AS entry_id, e.customer_id, m.amount
FROM ledger_applicationmark m JOIN ledger_customerledgerentry e ON e.id = m.customer_entry_id
WHERE m.owner = 'split:' || %s::bigint
ORDER BY e.due_date, e.id
"""


def wanted_locks(receipt: Any, customers: Sequence[Any], marks: Sequence[Any]) -> locks.Wanted:
    """Customers, the entries that are paid, and the bank account that took the money."""
    return locks.Wanted(
        customers={row.customer_id for row in (*customers, *marks)},
        customer_entries={row.entry_id for row in marks},
        banks=[receipt.bank_id] if receipt.bank_id else (),
    )


def read_shares(
    receipt: Any,
    customers: Sequence[Any],
    marks: Sequence[Any],
    parties: Mapping[int, Party],
    entries: Mapping[int, OpenEntry],
) -> tuple[Share, ...]:
    """The customers in the order of choosing, each with its parts; the rest goes on account."""
    shares = tuple(
        Share(
            number=place,
            party=parties[row.customer_id],
            parts=tuple(
                Part(entries[mark.entry_id], mark.amount)
                for mark in marks
                if mark.customer_id == row.customer_id
            ),
        )
        for place, row in enumerate(customers, start=1)
    )
    rest: Decimal = receipt.amount - sum((share.amount for share in shares), ZERO)
    if receipt.rest_to_id is None or rest <= ZERO:
        return shares
    return tuple(
        replace(share, on_account=rest) if share.party.id == receipt.rest_to_id else share
        for share in shares
    )
