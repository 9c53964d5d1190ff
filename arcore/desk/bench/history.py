"""Mass history made by the database itself: open customer invoices with details and G/L.

Every entry is balanced and equals its detail, so the books hold. Chunks of 100,000 commit one
register each. Constraint and guard triggers are switched off for the filling session where the
user may do so (`session_replication_role`), since checking a million rows that a query has just
made right only costs time; `check_books` proves them afterwards.
"""

from django.db import connection, transaction
from django.db.utils import ProgrammingError

from arcore.desk.bench.house import DAY, BenchHouse

CHUNK = 100_000

_REGISTER = """
INSERT INTO ledger_register (key, content_hash, source, source_id, posted_at, written_by)
VALUES ('history:' || %s, '', 'history', %s, now(), pg_current_xact_id()::text::bigint)
RETURNING id
"""

# Numbers of the kind "H26-0001234"; totals between 12.00 and 4,812.00, VAT a sixth of them.
_ROWS = """
WITH c AS (
    SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS total
    FROM customers_customer
), n AS (
    SELECT nextval('ledger_transaction_id_seq') AS transaction_id,
           nextval('ledger_customerledgerentry_id_seq') AS entry_id,
           'H26-' || lpad(n::text, 7, '0') AS no, c.id AS customer_id,
           12 + (n * 7919::bigint %% 480000) / 100.0 AS gross,
           %(day)s::date - 400 + (n %% 400)::int AS posting_date,
           (%(day)s::date - 370 + (n %% 400)::int) AS due_date
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
    JOIN c ON c.place = n * 31 %% c.total
), t AS (
    INSERT INTO ledger_transaction (id, register_id, posting_date, document_type, document_no)
    SELECT transaction_id, %(register)s, posting_date, 'invoice', no FROM n
), e AS (
    INSERT INTO ledger_customerledgerentry (id, transaction_id, posting_date, document_date,
        document_type, document_no, external_document_no, payment_reference, description,
        currency_id, original_factor, adjusted_factor, due_date, on_hold, source, journal_batch,
        salesperson, amount, amount_lcy, remaining, remaining_lcy, open, original_discount,
        remaining_discount, max_tolerance, accepted_tolerance, accepted_discount_tolerance,
        closed_by_amount, closed_by_amount_lcy, closed_by_currency_amount, reversed,
        posting_group_id, customer_id, dispute, last_reminder_level)
    SELECT entry_id, transaction_id, posting_date, posting_date, 'invoice', no, '', '', '', 'EUR',
        1, 1, due_date, '', 'history', '', '', gross, gross, gross, gross, true, 0, 0, 0, 0,
        false, 0, 0, 0, false, %(group)s, customer_id, '', 0
    FROM n
), d AS (
    INSERT INTO ledger_detailedcustomerentry (entry_id, transaction_id, entry_type, posting_date,
        document_type, document_no, amount, amount_lcy, initial_due_date, discount_before,
        max_tolerance_before, unapplied, customer_id)
    SELECT entry_id, transaction_id, 'initial', posting_date, 'invoice', no, gross, gross,
        due_date, 0, 0, false, customer_id
    FROM n
)
INSERT INTO ledger_generalledgerentry (transaction_id, account_id, posting_date, document_type,
    document_no, description, amount, vat_identifier)
SELECT n.transaction_id, g.account_id, n.posting_date, 'invoice', n.no, '', g.sign * n.gross, ''
FROM n, (VALUES (%(receivables)s::bigint, 1), (%(sales)s::bigint, -1)) AS g(account_id, sign)
"""


def fill_history(house: BenchHouse, wanted: int) -> None:
    """Bring the open history up to `wanted` entries; what is there already counts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM ledger_customerledgerentry WHERE source = 'history'"
        )
        have = cursor.fetchone()[0]
    for first in range(have + 1, wanted + 1, CHUNK):
        _fill(house, first, min(first + CHUNK - 1, wanted))
    if have < wanted:
        analyze()


def _fill(house: BenchHouse, first: int, last: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        unguarded(cursor)
        cursor.execute(_REGISTER, [f"{first}-{last}", str(first)])
        cursor.execute(
            _ROWS,
            {
                "register": cursor.fetchone()[0],
                "first": first,
                "last": last,
                "day": DAY,
                "group": house.customer_group.pk,
                "receivables": house.receivables.pk,
                "sales": house.sales.pk,
            },
        )


def unguarded(cursor) -> None:
    """Leave out triggers for this transaction, where the database user may."""
    try:
        with transaction.atomic():
            cursor.execute("SET LOCAL session_replication_role = replica")
    except ProgrammingError:
        return


def analyze() -> None:
    """Fresh statistics and visibility maps, as autovacuum would leave them."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
