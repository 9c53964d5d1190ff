"""Rows for the list pages that history does not fill: customers, documents, registers, bank."""

from django.db import connection, transaction

from arcore.desk.bench.history import CHUNK, analyze, unguarded
from arcore.desk.bench.house import DAY, BenchHouse, make_drafts

_CUSTOMERS = """
INSERT INTO customers_customer (no, name, name_2, address, address_2, post_code, city, country,
    contact, phone, email, language, vat_registration_no, registration_no, blocked,
    privacy_blocked, posting_group_id, business_group_id, vat_business_group_id,
    application_method, credit_limit, block_payment_tolerance, partner_type, priority,
    prices_including_vat, combine_shipments, salesperson, search_key, version)
SELECT 'L' || lpad(n::text, 8, '0'), md5(n::text), '', '', '', '', 'Lyon', 'FR', '', '', '', 'fr',
    '', '', '', false, %(group)s, %(business)s, %(vat)s, 'manual', 0, false, 'company', 0, false,
    false, '', md5(n::text), 1
FROM generate_series(%(first)s, %(last)s) AS n
"""

_REGISTERS = """
INSERT INTO ledger_register (key, content_hash, source, source_id, posted_at, written_by)
SELECT 'list:' || n, '', 'list', n::text, now(), pg_current_xact_id()::text::bigint
FROM generate_series(%(first)s, %(last)s) AS n
"""

_BANK = """
WITH r AS (
    INSERT INTO ledger_register (key, content_hash, source, source_id, posted_at, written_by)
    VALUES ('bank:' || %(first)s::text, '', 'list', 'bank', now(),
            pg_current_xact_id()::text::bigint)
    RETURNING id
), t AS (
    INSERT INTO ledger_transaction (register_id, posting_date, document_type, document_no)
    SELECT id, %(day)s, 'payment', 'BANK' FROM r RETURNING id
), b AS (
    INSERT INTO ledger_bankledgerentry (bank_account_id, transaction_id, posting_date,
        document_type, document_no, external_document_no, description, amount, amount_lcy,
        remaining, open, balancing_type, balancing_no, cheque_no, statement_no, reversed)
    SELECT %(bank)s, t.id, %(day)s::date - (n %% 400)::int, 'payment', 'B' || n, '', '', x, x, x,
        true, '', '', '', '', false
    FROM t, generate_series(%(first)s, %(last)s) AS n,
         LATERAL (SELECT CASE n %% 2 WHEN 0 THEN 100 ELSE -100 END AS x) v
)
SELECT 1
"""

_POSTED = """
INSERT INTO ledger_{table} (no, sell_to_id, bill_to_id, sell_to_name, sell_to_address,
    bill_to_name, bill_to_address, bill_to_vat_no, language, posting_date, document_date,
    due_date, discount_percent, currency_id, factor, external_document_no, your_reference,
    salesperson, prices_including_vat, total_net, total_vat, total_gross, register_id,
    source_document_id, order_no{column})
SELECT e.document_no{suffix}, e.customer_id, e.customer_id, 'Customer', '', 'Customer', '', '',
    'fr', e.posting_date, e.posting_date, e.due_date, 0, 'EUR', 1, '', '', '', false, e.amount, 0,
    e.amount, t.register_id, %(draft)s, ''{value}
FROM ledger_customerledgerentry e JOIN ledger_transaction t ON t.id = e.transaction_id
WHERE e.source = 'history' AND NOT EXISTS (
    SELECT 1 FROM ledger_{table} p WHERE p.no = e.document_no{suffix}
)
"""

_POSTED_LINES = """
INSERT INTO ledger_postedinvoiceline (document_id, line_no, kind, item_id, description, unit,
    quantity, unit_price, discount_percent, vat_rate, net, vat, gross, source_line_id)
SELECT p.id, 10000, 'item', l.item_id, 'Bench', 'pcs', 1, p.total_gross, 0, 0, p.total_net, 0,
    p.total_gross, l.id
FROM ledger_postedinvoice p
JOIN (SELECT id, item_id FROM ledger_salesline WHERE document_id = %(draft)s LIMIT 1) l ON true
WHERE NOT EXISTS (SELECT 1 FROM ledger_postedinvoiceline x WHERE x.document_id = p.id)
"""


def fill_lists(house: BenchHouse, wanted: int) -> None:
    """Bring customers, drafts, registers, bank entries and posted documents up to `wanted`."""
    for table, text in (
        ("customers_customer", _CUSTOMERS),
        ("ledger_register", _REGISTERS),
        ("ledger_bankledgerentry", _BANK),
    ):
        have = _count(table)
        for first in range(have + 1, wanted + 1, CHUNK):
            _run(house, text, first, min(first + CHUNK - 1, wanted))
    missing = wanted - _count("ledger_salesdocument")
    if missing > 0:
        make_drafts(house, missing, f"l{_count('ledger_salesdocument')}-")
    with transaction.atomic(), connection.cursor() as cursor:
        unguarded(cursor)
        cursor.execute("SELECT min(id) FROM ledger_salesdocument")
        draft = cursor.fetchone()[0]
        for table, suffix, column, value in (
            ("postedinvoice", "", ", entry_id", ", e.id"),
            ("postedshipment", " || 'S'", "", ""),
            ("postedreturnreceipt", " || 'R'", "", ""),
        ):
            text = _POSTED.format(table=table, suffix=suffix, column=column, value=value)
            cursor.execute(text, {"draft": draft})
        cursor.execute(_POSTED_LINES, {"draft": draft})
    analyze()


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def _run(house: BenchHouse, text: str, first: int, last: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        unguarded(cursor)
        cursor.execute(
            text,
            {
                "first": first,
                "last": last,
                "day": DAY,
                "group": house.customer_group.pk,
                "business": house.business_group.pk,
                "vat": house.vat_group.pk,
                "bank": house.bank.pk,
            },
        )
