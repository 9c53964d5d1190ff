"""What posting reads of a batch: set-based, the same few statements for one line or 10,000."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ledger.posting.for_sources import Currency, PartyKind, Query, ToleranceLimits, facts, locks
from payments.journal.placeholders import fill_in
from payments.journal.values import Applied, Line, Side
from payments.models import AccountType

BATCH = """
SELECT b.id, b.version, t.code || ' ' || b.name AS code, t.source_code,
       t.force_document_balance, t.recurring, t.allow_posting_from, t.allow_posting_to,
       b.copy_to_posted, s.id AS series_id, s.code AS series_code, s.prefix, s.digits,
       s.date_order, s.last_date, s.last_number
FROM payments_journalbatch b
JOIN payments_journaltemplate t ON t.id = b.template_id
LEFT JOIN company_numberseries s ON s.id = b.posting_number_series_id
WHERE b.id = %s
"""

# A recurring line waits for its date and ends with its expiration. Balance methods post what
# stands on the account; `only` reads single lines, due or not.
LINES = f"""
SELECT l.id, l.line_no, l.posting_date, l.document_date, l.document_type, l.document_no,
       l.external_document_no, l.account_type, l.account_id, l.customer_id, l.vendor_id,
       l.bank_id, l.description, l.currency_id, c.decimals, l.factor, l.amount, l.amount_lcy,
       l.balancing_type, l.balancing_account_id, l.balancing_customer_id,
       l.balancing_vendor_id, l.balancing_bank_id, l.applies_to_customer_entry_id,
       l.applies_to_vendor_entry_id, l.customer_posting_group_id, l.vendor_posting_group_id,
       l.due_date, l.payment_terms_id,
       coalesce(p.discount_on_credit_memos, false) AS terms_on_credit_memos, {facts.LIMITS},
       l.discount_percent, l.discount_date, l.payment_method_id, l.on_hold,
       l.payment_reference, l.accept_tolerance, l.accept_late, l.answered, l.recurring_method,
       l.frequency, l.expiration_date,
       CASE WHEN l.recurring_method LIKE '%%balance' THEN (
           SELECT -coalesce(sum(g.amount), 0) FROM ledger_generalledgerentry g
           WHERE g.account_id = l.account_id AND g.posting_date <= l.posting_date
       ) END AS balance
FROM payments_journalline l
JOIN payments_journalbatch b ON b.id = l.batch_id
JOIN payments_journaltemplate t ON t.id = b.template_id
JOIN company_currency c ON c.code = l.currency_id
CROSS JOIN company_company o
LEFT JOIN customers_paymentterms p ON p.id = l.payment_terms_id
WHERE l.batch_id = %s
  AND CASE WHEN %s::bigint[] IS NOT NULL THEN l.id = ANY(%s::bigint[])
           ELSE NOT t.recurring OR l.posting_date IS NULL
                OR (l.posting_date <= %s
                    AND (l.expiration_date IS NULL OR l.expiration_date >= l.posting_date)) END
ORDER BY l.line_no
"""

MARKS = """
SELECT l.id AS line_id, m.customer_entry_id, m.vendor_entry_id, m.amount
FROM payments_journalline l
JOIN ledger_applicationmark m ON m.owner = 'journal-line:' || l.id
WHERE l.batch_id = %s
ORDER BY l.id, m.id
"""

# What a batch names, for the locks: one statement, whatever it holds.
NAMED = """
WITH lines AS MATERIALIZED (SELECT * FROM payments_journalline WHERE batch_id = %(batch)s),
marks AS MATERIALIZED (
    SELECT m.customer_entry_id, m.vendor_entry_id
    FROM lines l JOIN ledger_applicationmark m ON m.owner = 'journal-line:' || l.id
)
SELECT ARRAY(SELECT customer_id FROM lines WHERE customer_id IS NOT NULL
             UNION SELECT balancing_customer_id FROM lines
             WHERE balancing_customer_id IS NOT NULL) AS customers,
       ARRAY(SELECT vendor_id FROM lines WHERE vendor_id IS NOT NULL
             UNION SELECT balancing_vendor_id FROM lines
             WHERE balancing_vendor_id IS NOT NULL) AS vendors,
       ARRAY(SELECT applies_to_customer_entry_id FROM lines
             WHERE applies_to_customer_entry_id IS NOT NULL
             UNION SELECT customer_entry_id FROM marks
             WHERE customer_entry_id IS NOT NULL) AS customer_entries,
       ARRAY(SELECT applies_to_vendor_entry_id FROM lines
             WHERE applies_to_vendor_entry_id IS NOT NULL
             UNION SELECT vendor_entry_id FROM marks
             WHERE vendor_entry_id IS NOT NULL) AS vendor_entries,
       ARRAY(SELECT bank_id FROM lines WHERE bank_id IS NOT NULL
             UNION SELECT balancing_bank_id FROM lines
             WHERE balancing_bank_id IS NOT NULL) AS banks
""".replace("%(batch)s", "%s")

NUMBERS_USED = """
SELECT DISTINCT document_type, document_no FROM ledger_customerledgerentry
WHERE document_no = ANY(%s) AND document_type = ANY(%s)
"""

# Entries that a bank statement's line means to pay are not taken by "apply to oldest"; marked
# ones are passed over by the road itself.
CLAIMED = """
SELECT DISTINCT e.id FROM ledger_customerledgerentry e
JOIN payments_appliedentry a ON a.customer_entry_id = e.id
WHERE e.customer_id = ANY(%s) AND e.open
"""


def lines_query(batch_id: int, today: date, only: Sequence[int] | None) -> Query:
    """The lines to be posted today, or just those of the ids given."""
    return Query(LINES, (batch_id, only, only, today))


def wanted_locks(rows: Sequence[Any]) -> locks.Wanted:
    """From the row of NAMED."""
    row = rows[0]
    return locks.Wanted(
        customers=row.customers,
        vendors=row.vendors,
        customer_entries=row.customer_entries,
        vendor_entries=row.vendor_entries,
        banks=row.banks,
    )


def read_lines(rows: Iterable[Any], marks: Iterable[Any]) -> tuple[Line, ...]:
    """Lines in order, each with its marks; a balance of nothing leaves its line without amount."""
    marked: dict[int, list[Applied]] = {}
    for mark in marks:
        kind, entry_id = _entry(mark.customer_entry_id, mark.vendor_entry_id)
        applied = Applied(kind, entry_id, mark.amount)
        marked.setdefault(mark.line_id, []).append(applied)
    currencies: dict[str, Currency] = {}
    for row in rows:
        if row.currency_id not in currencies:
            precision = Decimal(1).scaleb(-row.decimals)
            currencies[row.currency_id] = Currency(row.currency_id, precision)
    return tuple(
        _line(row, currencies[row.currency_id], tuple(marked.get(row.id, ()))) for row in rows
    )


def _line(row: Any, currency: Currency, marks: tuple[Applied, ...]) -> Line:
    one = (row.applies_to_customer_entry_id, row.applies_to_vendor_entry_id)
    recurring = bool(row.recurring_method) and row.posting_date is not None
    return Line(
        id=row.id,
        number=row.line_no,
        posting_date=row.posting_date,
        document_date=row.document_date,
        document_type=row.document_type,
        document_no=fill_in(row.document_no, row.posting_date)[:30]
        if recurring
        else row.document_no,
        external_document_no=row.external_document_no,
        account=_side(
            row.account_type, row.account_id, row.customer_id, row.vendor_id, row.bank_id
        ),
        balancing=_side(
            row.balancing_type,
            row.balancing_account_id,
            row.balancing_customer_id,
            row.balancing_vendor_id,
            row.balancing_bank_id,
        ),
        description=fill_in(row.description, row.posting_date)[:250]
        if recurring
        else row.description,
        currency=currency,
        factor=row.factor,
        amount=row.amount,
        amount_lcy=row.amount_lcy,
        balance=row.balance,
        applies_to=Applied(*_entry(*one)) if any(one) else None,
        marks=marks,
        accept_tolerance=row.accept_tolerance,
        accept_late=frozenset(row.accept_late),
        answered=json.loads(row.answered),
        due_date=row.due_date,
        payment_terms_id=row.payment_terms_id,
        terms_on_credit_memos=row.terms_on_credit_memos,
        posting_group_id=row.customer_posting_group_id or row.vendor_posting_group_id,
        tolerance=ToleranceLimits(row.tolerance_percent, row.tolerance_max),
        discount_percent=row.discount_percent,
        discount_date=row.discount_date,
        payment_method_id=row.payment_method_id,
        on_hold=row.on_hold,
        payment_reference=row.payment_reference,
        recurring_method=row.recurring_method,
        frequency=row.frequency,
        expiration_date=row.expiration_date,
    )


def _side(kind: str, account: Any, customer: Any, vendor: Any, bank: Any) -> Side:
    ids = {
        AccountType.ACCOUNT: account,
        AccountType.CUSTOMER: customer,
        AccountType.VENDOR: vendor,
        AccountType.BANK: bank,
    }
    return Side(kind, ids[AccountType(kind)]) if kind else Side()


def _entry(customer_entry: int | None, vendor_entry: int | None) -> tuple[str, int]:
    if customer_entry is not None:
        return PartyKind.CUSTOMER.value, customer_entry
    return PartyKind.VENDOR.value, vendor_entry or 0
