"""The limit of W3: the same rows by COPY, one transaction, values taken as given.

No locks beyond the rows written, no checks, no refusals; the guards of the tables stand.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import psycopg
from django.db import connection

from arcore.desk.bench.house import DAY, BenchHouse

_LINES = """
SELECT l.document_no, l.amount, l.customer_id, e.id, e.posting_group_id, e.due_date,
       e.document_no, l.id
FROM payments_journalline l
JOIN ledger_customerledgerentry e ON e.id = l.applies_to_customer_entry_id
WHERE l.batch_id = %s ORDER BY l.line_no
"""
_REGISTER = """
INSERT INTO ledger_register (key, content_hash, source, source_id, posted_at, written_by)
VALUES ('raw:' || %s, '', 'raw', %s, now(), pg_current_xact_id()::text::bigint) RETURNING id
"""
_CLOSE = """
UPDATE ledger_customerledgerentry e
SET remaining = 0, remaining_lcy = 0, open = false, closed_by_id = n.closed_by, closed_at = %s,
    closed_by_amount = n.amount, closed_by_amount_lcy = n.amount,
    closed_by_currency_amount = n.amount
FROM unnest(%s::bigint[], %s::bigint[], %s::numeric[]) AS n(id, closed_by, amount)
WHERE e.id = n.id
"""
SEQUENCES = {
    "ledger_transaction": 1,
    "ledger_customerledgerentry": 1,
    "ledger_detailedcustomerentry": 3,
    "ledger_generalledgerentry": 2,
    "ledger_bankledgerentry": 1,
}
COLUMNS = {
    "ledger_transaction": "id register_id posting_date document_type document_no",
    "ledger_customerledgerentry": """id transaction_id posting_date document_date document_type
        document_no external_document_no payment_reference description currency_id
        original_factor adjusted_factor due_date on_hold source journal_batch salesperson amount
        amount_lcy remaining remaining_lcy open original_discount remaining_discount
        max_tolerance accepted_tolerance accepted_discount_tolerance closed_by_id closed_at
        closed_by_amount closed_by_amount_lcy closed_by_currency_amount reversed
        posting_group_id customer_id dispute last_reminder_level""",
    "ledger_detailedcustomerentry": """id entry_id transaction_id entry_type posting_date
        document_type document_no amount amount_lcy application_no applied_entry_id
        initial_due_date discount_before max_tolerance_before unapplied customer_id""",
    "ledger_generalledgerentry": """id transaction_id account_id posting_date document_type
        document_no description amount vat_identifier""",
    "ledger_bankledgerentry": """id bank_account_id transaction_id posting_date document_type
        document_no external_document_no description amount amount_lcy remaining open
        balancing_type balancing_no cheque_no statement_no reversed""",
}
ZERO = Decimal(0)


def post_raw(house: BenchHouse, batch_id: int) -> None:
    """Read the lines, copy every row, close the invoices, remove the lines."""
    connection.ensure_connection()
    raw = connection.connection
    with raw.transaction(), psycopg.Cursor(raw) as cursor:
        cursor.execute(_LINES, (batch_id,))
        lines = cursor.fetchall()
        cursor.execute(_REGISTER, (str(batch_id), str(batch_id)))
        register = _first(cursor)
        ids = {table: _ids(cursor, table, n * len(lines)) for table, n in SEQUENCES.items()}
        numbers = _numbers(cursor, "ledger_application_no_seq", len(lines))
        for table, rows in _rows(house, lines, register, ids, numbers).items():
            columns = ", ".join(COLUMNS[table].split())
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        closing = (
            [line[3] for line in lines],
            ids["ledger_customerledgerentry"],
            [line[1] for line in lines],
        )
        cursor.execute(_CLOSE, (DAY, *closing))
        cursor.execute(
            "DELETE FROM payments_journalline WHERE id = ANY(%s)", ([x[7] for x in lines],)
        )


def _first(cursor: Any) -> Any:
    return cursor.fetchone()[0]


def _ids(cursor: Any, table: str, count: int) -> list[int]:
    return _numbers(cursor, f"{table}_id_seq", count)


def _numbers(cursor: Any, sequence: str, count: int) -> list[int]:
    cursor.execute("SELECT nextval(%s) FROM generate_series(1, %s)", (sequence, count))
    return [row[0] for row in cursor.fetchall()]


Rows = Iterator[tuple[Any, ...]]


def _rows(
    house: BenchHouse,
    lines: Sequence[Any],
    register: int,
    ids: dict[str, list[int]],
    numbers: list[int],
) -> dict[str, Rows]:
    transactions, entries = ids["ledger_transaction"], ids["ledger_customerledgerentry"]
    return {
        "ledger_transaction": (
            (t, register, DAY, "payment", line[0])
            for t, line in zip(transactions, lines, strict=True)
        ),
        "ledger_customerledgerentry": _entries(lines, transactions, entries),
        "ledger_detailedcustomerentry": _details(lines, transactions, entries, ids, numbers),
        "ledger_generalledgerentry": _general(house, lines, transactions, ids),
        "ledger_bankledgerentry": (
            (pk, house.bank.pk, t, DAY, "payment", no, "", "", -x, -x, -x, True, "customer",
             str(customer), "", "", False)
            for pk, t, (no, x, customer, *_rest) in zip(
                ids["ledger_bankledgerentry"], transactions, lines, strict=True)
        ),
    }  # fmt: skip


def _entries(lines: Sequence[Any], transactions: list[int], entries: list[int]) -> Rows:
    for pk, t, line in zip(entries, transactions, lines, strict=True):
        no, x, customer, invoice, group, _due, _no, _line = line
        yield (
            pk, t, DAY, DAY, "payment", no, "", "", "", "EUR", 1, 1, DAY, "", "raw", "BENCH", "",
            x, x, ZERO, ZERO, False, ZERO, ZERO, ZERO, ZERO, False, invoice, DAY, -x, -x, -x,
            False, group, customer, "", 0,
        )  # fmt: skip


def _details(
    lines: Sequence[Any],
    transactions: list[int],
    entries: list[int],
    ids: dict[str, list[int]],
    numbers: list[int],
) -> Rows:
    drawn = iter(ids["ledger_detailedcustomerentry"])
    for entry, t, number, line in zip(entries, transactions, numbers, lines, strict=True):
        no, x, customer, invoice, _group, due, _no, _line = line
        for on, kind, amount, application, other, day in (
            (entry, "initial", x, None, None, DAY),
            (invoice, "application", x, number, entry, due),
            (entry, "application", -x, number, invoice, DAY),
        ):
            yield (
                next(drawn), on, t, kind, DAY, "payment", no, amount, amount, application, other,
                day, ZERO, ZERO, False, customer,
            )  # fmt: skip


def _general(
    house: BenchHouse,
    lines: Sequence[Any],
    transactions: list[int],
    ids: dict[str, list[int]],
) -> Rows:
    drawn = iter(ids["ledger_generalledgerentry"])
    bank = house.bank.account_id
    for t, line in zip(transactions, lines, strict=True):
        for account, amount in ((house.receivables.pk, line[1]), (bank, -line[1])):
            yield (next(drawn), t, account, DAY, "payment", line[0], "", amount, "")
