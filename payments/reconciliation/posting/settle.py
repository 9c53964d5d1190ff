"""What stays after posting: the posted journal, the bank statement, the account's last numbers.

Set-based: the number of statements does not depend on the number of lines. The open journal
disappears in the same commit.
"""

from collections.abc import Sequence

from ledger.posting import Written
from ledger.posting.for_sources import Query, run
from payments.reconciliation.posting.facts import Journal, Line

_POSTED = """
WITH head AS (
    INSERT INTO payments_postedreconciliation
        (bank_account_id, statement_no, statement_date, balance_last_statement, ending_balance,
         reconciled, register_id, imported_statement_id, posted_by_id, posted_at, reversed)
    SELECT j.bank_account_id, j.statement_no, coalesce(%s::date, j.statement_date), %s::numeric,
           coalesce(%s::numeric, j.ending_balance), %s::boolean, %s::bigint,
           j.imported_statement_id, %s::bigint, clock_timestamp(), false
    FROM payments_reconciliationjournal j WHERE j.id = %s
    RETURNING id
), lines AS (
    INSERT INTO payments_postedreconciliationline
        (reconciliation_id, line_no, imported_line_id, transaction_date, value_date, amount,
         applied_amount, text, additional_info, related_party_name, related_party_account,
         payment_reference, transaction_id, end_to_end_id, fingerprint, account_type,
         account_no, account_name, applied_document_numbers, confidence, match_details,
         reconciled, ledger_transaction_id)
    SELECT head.id, l.line_no, l.imported_line_id, l.transaction_date, l.value_date, l.amount,
           l.applied_amount, l.text, l.additional_info, l.related_party_name,
           l.related_party_account, l.payment_reference, l.transaction_id, l.end_to_end_id,
           l.fingerprint, l.account_type,
           coalesce(g.no, c.no, v.no, b.code, ''), coalesce(g.name, c.name, v.name, b.name, ''),
           coalesce(a.numbers, ''), l.confidence, l.match_details, %s::boolean, w.transaction_id
    FROM head
    JOIN payments_reconciliationline l ON l.journal_id = %s
    LEFT JOIN unnest(%s::bigint[], %s::bigint[]) AS w(line_id, transaction_id)
           ON w.line_id = l.id
    LEFT JOIN ledger_glaccount g ON g.id = l.account_id
    LEFT JOIN customers_customer c ON c.id = l.customer_id
    LEFT JOIN ledger_vendor v ON v.id = l.vendor_id
    LEFT JOIN ledger_bankaccount b ON b.id = l.other_bank_account_id
    LEFT JOIN LATERAL (
        SELECT string_agg(coalesce(ce.document_no, ve.document_no, be.document_no), ', '
                          ORDER BY p."order", p.id) AS numbers
        FROM payments_appliedentry p
        LEFT JOIN ledger_customerledgerentry ce ON ce.id = p.customer_entry_id
        LEFT JOIN ledger_vendorledgerentry ve ON ve.id = p.vendor_entry_id
        LEFT JOIN ledger_bankledgerentry be ON be.id = p.bank_entry_id
        WHERE p.line_id = l.id
    ) a ON true
), statement AS (
    INSERT INTO payments_bankstatement
        (bank_account_id, statement_no, statement_date, balance_last_statement, ending_balance,
         reconciliation_id, created_by_id, created_at)
    SELECT j.bank_account_id, j.statement_no, %s::date, %s::numeric, %s::numeric, head.id,
           %s::bigint, clock_timestamp()
    FROM head, payments_reconciliationjournal j WHERE j.id = %s AND %s::boolean
    RETURNING id
)
INSERT INTO payments_bankstatementline
    (statement_id, line_no, transaction_date, value_date, amount, text, related_party_name,
     document_no, transaction_id)
SELECT statement.id, l.line_no, l.transaction_date, l.value_date, l.amount, l.text,
       l.related_party_name, l.document_no, l.transaction_id
FROM statement, payments_reconciliationline l WHERE l.journal_id = %s
"""

# A statement number of digits continues the account's own sequence.
_SETUP = """
UPDATE payments_bankreconciliationsetup s
SET last_payment_statement_no = greatest(s.last_payment_statement_no, w.number),
    last_statement_no = CASE WHEN w.reconcile
        THEN greatest(s.last_statement_no, w.number) ELSE s.last_statement_no END,
    balance_last_statement = CASE WHEN w.reconcile
        THEN w.ending ELSE s.balance_last_statement END
FROM (SELECT %s::int AS number, %s::boolean AS reconcile, %s::numeric AS ending) w
WHERE s.id = %s
"""

_REMOVE = (
    """
    DELETE FROM payments_appliedentry a USING payments_reconciliationline l
    WHERE l.id = a.line_id AND l.journal_id = %s
    """,
    "DELETE FROM payments_reconciliationline WHERE journal_id = %s",
    "DELETE FROM payments_reconciliationjournal WHERE id = %s",
)
LARGEST_OWN_NUMBER = 2_000_000_000


def settle_journal(
    journal: Journal, posted: Sequence[Line], written: Written, user_id: int | None
) -> None:
    """Keep the journal as posted; `posted` are the lines of `written.transactions`, in order."""
    transactions = list(written.transactions)
    line_ids = [line.id for line in posted]
    balances = (journal.last_balance, journal.ending_balance)
    run(
        Query(
            _POSTED,
            (
                journal.statement_date,
                *balances,
                journal.reconcile,
                written.register_id,
                user_id,
                journal.id,
                journal.reconcile,
                journal.id,
                line_ids,
                transactions,
                journal.statement_date,
                *balances,
                user_id,
                journal.id,
                journal.reconcile,
                journal.id,
            ),
        )
    )
    number = own_number(journal.statement_no)
    run(Query(_SETUP, (number, journal.reconcile, journal.ending_balance, journal.setup_id)))
    for statement in _REMOVE:
        run(Query(statement, (journal.id,)))


def own_number(statement_no: str) -> int:
    """The place of a statement number in the account's own sequence; 0 for one of a series."""
    if not statement_no.isascii() or not statement_no.isdecimal():
        return 0
    number = int(statement_no)
    return number if number <= LARGEST_OWN_NUMBER else 0
