"""One law of the books a function (ledger-and-application, section 1, invariants).

Each returns what breaks it, in words an accountant can look up; nothing when it holds.
"""

from typing import Any

from django.db import connection

from ledger.posting import missing_guards

_SIDES = (
    ("customer", "ledger_customerledgerentry", "ledger_detailedcustomerentry"),
    ("vendor", "ledger_vendorledgerentry", "ledger_detailedvendorentry"),
)


def _culprits(text: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text)
        return cursor.fetchall()


def guards_stand() -> list[str]:
    """Every guard of the database is installed and enabled."""
    return missing_guards()


def transactions_balance() -> list[str]:
    """General ledger entries of every transaction sum to zero."""
    rows = _culprits(
        "SELECT transaction_id, sum(amount) FROM ledger_generalledgerentry "
        "GROUP BY transaction_id HAVING sum(amount) <> 0 ORDER BY 1 LIMIT 10"
    )
    return [f"transaction {number} is out by {amount}" for number, amount in rows]


def details_equal_remaining() -> list[str]:
    """Remaining amounts, in both currencies, are the sums of the detailed entries."""
    found = []
    for side, entry, detail in _SIDES:
        rows = _culprits(
            f"SELECT e.id, e.remaining, coalesce(d.amount, 0) FROM {entry} e "
            f"LEFT JOIN (SELECT entry_id, sum(amount) AS amount, sum(amount_lcy) AS lcy "
            f"FROM {detail} GROUP BY entry_id) d ON d.entry_id = e.id "
            "WHERE (e.remaining, e.remaining_lcy) IS DISTINCT FROM "
            "(coalesce(d.amount, 0), coalesce(d.lcy, 0)) ORDER BY 1 LIMIT 10"
        )
        found += [
            f"{side} entry {number}: {kept} but details {sums}" for number, kept, sums in rows
        ]
    return found


def closed_means_zero() -> list[str]:
    """Open exactly when something remains; a closed entry keeps no LCY, discount or tolerance."""
    found = []
    for side, entry, _detail in _SIDES:
        rows = _culprits(
            f"SELECT id FROM {entry} WHERE open <> (remaining <> 0) OR (NOT open AND "
            "(remaining_lcy, remaining_discount, max_tolerance) <> (0, 0, 0)) ORDER BY 1 LIMIT 10"
        )
        found += [f"{side} entry {number}" for (number,) in rows]
    rows = _culprits(
        "SELECT id FROM ledger_bankledgerentry WHERE open <> (remaining <> 0) ORDER BY 1 LIMIT 10"
    )
    return found + [f"bank entry {number}" for (number,) in rows]


def closed_means_realized() -> list[str]:
    """No unrealized gain or loss hangs on a closed entry."""
    found = []
    for side, entry, detail in _SIDES:
        rows = _culprits(
            f"SELECT d.entry_id, d.entry_type, sum(d.amount_lcy) FROM {detail} d "
            f"JOIN {entry} e ON e.id = d.entry_id "
            "WHERE NOT e.open AND d.entry_type IN ('unrealized_gain', 'unrealized_loss') "
            "GROUP BY 1, 2 HAVING sum(d.amount_lcy) <> 0 ORDER BY 1, 2 LIMIT 10"
        )
        found += [f"{side} entry {number}: {kind} {lcy}" for number, kind, lcy in rows]
    return found


def applications_cancel_out() -> list[str]:
    """Application details of one application number net to zero in local currency."""
    found = []
    for side, _entry, detail in _SIDES:
        rows = _culprits(
            f"SELECT application_no, sum(amount_lcy) FROM {detail} "
            "WHERE entry_type = 'application' GROUP BY application_no "
            "HAVING sum(amount_lcy) <> 0 ORDER BY 1 LIMIT 10"
        )
        found += [f"{side} application {number} is out by {lcy}" for number, lcy in rows]
    return found


def control_accounts_equal_subledgers() -> list[str]:
    """Each receivables and payables account equals the detailed entries of its groups."""
    rows = _culprits("""
        WITH setup AS (
            SELECT control_account_id AS account_id, group_id, 'c' AS side
            FROM ledger_customerpostingsetup
            UNION ALL
            SELECT control_account_id, id, 'v' FROM ledger_vendorpostinggroup
        ), subledger AS (
            SELECT s.account_id, sum(d.amount_lcy) AS lcy
            FROM ledger_detailedcustomerentry d
            JOIN ledger_customerledgerentry e ON e.id = d.entry_id
            JOIN setup s ON s.side = 'c' AND s.group_id = e.posting_group_id GROUP BY 1
            UNION ALL
            SELECT s.account_id, sum(d.amount_lcy)
            FROM ledger_detailedvendorentry d
            JOIN ledger_vendorledgerentry e ON e.id = d.entry_id
            JOIN setup s ON s.side = 'v' AND s.group_id = e.posting_group_id GROUP BY 1
        ), general AS (
            SELECT account_id, sum(amount) AS amount FROM ledger_generalledgerentry
            WHERE account_id IN (SELECT account_id FROM setup) GROUP BY 1
        )
        SELECT a.no, coalesce(g.amount, 0), coalesce(s.lcy, 0)
        FROM (SELECT DISTINCT account_id FROM setup) x
        JOIN ledger_glaccount a ON a.id = x.account_id
        LEFT JOIN general g ON g.account_id = x.account_id
        LEFT JOIN (SELECT account_id, sum(lcy) AS lcy FROM subledger GROUP BY 1) s
               ON s.account_id = x.account_id
        WHERE coalesce(g.amount, 0) <> coalesce(s.lcy, 0) ORDER BY 1
    """)
    return [f"account {no}: {general} but subledger {sums}" for no, general, sums in rows]


def bank_entries_equal_bank_accounts() -> list[str]:
    """The sum of a bank account's entries equals its G/L account, in local currency."""
    rows = _culprits("""
        SELECT b.code, coalesce(g.amount, 0), coalesce(e.amount, 0)
        FROM ledger_bankaccount b
        LEFT JOIN (SELECT account_id, sum(amount) AS amount FROM ledger_generalledgerentry
                   WHERE account_id IN (SELECT account_id FROM ledger_bankaccount)
                   GROUP BY 1) g ON g.account_id = b.account_id
        LEFT JOIN (SELECT bank_account_id, sum(amount_lcy) AS amount
                   FROM ledger_bankledgerentry GROUP BY 1) e ON e.bank_account_id = b.id
        WHERE coalesce(g.amount, 0) <> coalesce(e.amount, 0) ORDER BY 1
    """)
    return [f"bank {code}: G/L {general} but entries {sums}" for code, general, sums in rows]


def posted_documents_have_entries() -> list[str]:
    """A posted invoice or credit memo has the amount of its customer entry and of its lines."""
    found = []
    for table, sign in (("postedinvoice", ""), ("postedcreditmemo", "-")):
        rows = _culprits(
            f"SELECT d.no FROM ledger_{table} d "
            "JOIN ledger_customerledgerentry e ON e.id = d.entry_id "
            "LEFT JOIN (SELECT document_id, sum(gross) AS gross, sum(net + vat) AS parts "
            f"FROM ledger_{table}line GROUP BY 1) l ON l.document_id = d.id "
            f"WHERE e.amount <> {sign}d.total_gross OR e.document_no <> d.no "
            "OR d.total_net + d.total_vat <> d.total_gross "
            "OR coalesce(l.gross, 0) <> d.total_gross "
            "OR coalesce(l.parts, 0) <> d.total_gross ORDER BY 1 LIMIT 10"
        )
        found += [f"document {no}" for (no,) in rows]
    return found


def goods_equal_their_orders() -> list[str]:
    """Order lines moved and were billed as much as their posted shipments or receipts say."""
    found = []
    for kind, table in (("order", "postedshipment"), ("return_order", "postedreturnreceipt")):
        rows = _culprits(
            "SELECT d.no, l.line_no FROM ledger_salesline l "
            "JOIN ledger_salesdocument d ON d.id = l.document_id "
            "LEFT JOIN (SELECT source_line_id, sum(quantity) AS moved, sum(invoiced) AS billed "
            f"FROM ledger_{table}line GROUP BY 1) g ON g.source_line_id = l.id "
            f"WHERE d.type = '{kind}' AND (l.shipped, l.invoiced) IS DISTINCT FROM "
            "(coalesce(g.moved, 0), coalesce(g.billed, 0)) ORDER BY 1, 2 LIMIT 10"
        )
        found += [f"document {no}, line {line_no}" for no, line_no in rows]
    return found


def series_have_no_gaps() -> list[str]:
    """Every number that a series without gaps gave to posted documents is on one of them, or
    on what a journal posted.

    Also of series that a newer one has replaced; one that never numbered a posted document
    (assigned to customers, say) has no such law.
    """
    rows = _culprits("""
        WITH posted AS (
            SELECT no FROM ledger_postedinvoice UNION ALL
            SELECT no FROM ledger_postedcreditmemo UNION ALL
            SELECT no FROM ledger_postedshipment UNION ALL
            SELECT no FROM ledger_postedreturnreceipt
        ), drawn AS (
            SELECT s.code, n, s.prefix || CASE
                WHEN length(n::text) < s.digits THEN lpad(n::text, s.digits, '0') ELSE n::text
            END AS no
            FROM company_numberseries s,
                 LATERAL generate_series(s.starting_number, s.last_number) AS n
            WHERE s.gapless AND NOT EXISTS (
                SELECT 1 FROM company_seriesuse u WHERE u.series_id = s.id
                AND u.purpose NOT IN ('posted_invoice', 'posted_credit_memo', 'shipment',
                                      'return_receipt'))
        )
        SELECT d.code, count(*), min(d.no) FROM drawn d
        LEFT JOIN posted p ON p.no = d.no
        WHERE p.no IS NULL AND NOT EXISTS (
            SELECT 1 FROM ledger_generalledgerentry g
            JOIN ledger_transaction t ON t.id = g.transaction_id
            JOIN ledger_register r ON r.id = t.register_id
            WHERE g.document_no = d.no AND r.source <> 'sales')
        GROUP BY 1 ORDER BY 1
    """)
    return [
        f"series {code}: {missing} numbers drawn but not posted, the first is {first}"
        for code, missing, first in rows
    ]
