"""What posting reads of a user's setup and ticks: a few statements, however many ticks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from arcore.values.date_formula import DateFormula
from ledger.posting.for_sources import Currency, OpenEntry, locks
from payments.registration.posting.values import Ticked
from payments.registration.values import Received

SETUP = """
SELECT s.id, s.version, s.user_id, s.balancing_type, s.balancing_account_id, s.balancing_bank_id,
       b.id AS batch_id, t.code || ' ' || b.name AS code, t.source_code, t.allow_posting_from,
       t.allow_posting_to, b.copy_to_posted, n.id AS series_id, n.code AS series_code, n.prefix,
       n.digits, n.date_order, n.last_date, n.last_number
FROM payments_registrationsetup s
LEFT JOIN payments_journalbatch b ON b.id = s.batch_id
LEFT JOIN payments_journaltemplate t ON t.id = b.template_id
LEFT JOIN company_numberseries n
       ON n.id = coalesce(b.posting_number_series_id, b.number_series_id, t.number_series_id)
WHERE s.id = %s
"""

TICKED = """
SELECT l.id, l.entry_id, l.date_received, l.amount_received, l.discount_date,
       l.external_document_no, l.seen_remaining, e.customer_id, c.code, c.decimals
FROM payments_registrationline l
JOIN payments_registrationsetup s ON s.user_id = l.user_id
JOIN ledger_customerledgerentry e ON e.id = l.entry_id
JOIN company_currency c ON c.code = e.currency_id
WHERE s.id = %s
ORDER BY l.id
"""


def wanted_locks(setup: Any, ticked: Sequence[Any]) -> locks.Wanted:
    """Customers, their entries, and the bank account that takes the money."""
    return locks.Wanted(
        customers={row.customer_id for row in ticked},
        customer_entries={row.entry_id for row in ticked},
        banks=[setup.balancing_bank_id] if setup.balancing_bank_id else (),
    )


def read_ticked(
    rows: Sequence[Any], entries: Mapping[int, OpenEntry], grace: str
) -> tuple[Ticked, ...]:
    """Ticks in the order of ticking, each entry with its discount date where the user moved it."""
    return tuple(
        Ticked(
            number=place,
            id=row.id,
            entry=with_discount_date(entries[row.entry_id], row.discount_date, grace),
            currency=Currency(row.code, Decimal(1).scaleb(-row.decimals)),
            line=Received(
                row.date_received,
                row.amount_received,
                row.discount_date,
                row.external_document_no,
            ),
            seen_remaining=row.seen_remaining,
        )
        for place, row in enumerate(rows, start=1)
    )


def with_discount_date(entry: OpenEntry, day: date | None, grace: str) -> OpenEntry:
    """The entry as it will be once its discount date is moved; the day of grace follows."""
    if day is None or day == entry.discount_date:
        return entry
    last = DateFormula.parse(grace).apply(day)
    return replace(entry, discount_date=day, discount_tolerance_date=last)
