"""The limit of W1: the same rows by raw SQL, one transaction each, seven statements.

Values are taken as given: no locks beyond the rows written, no checks, no refusals. It writes
what the guards demand and nothing else, with statements that the server has prepared.
"""

from decimal import Decimal
from typing import Any

import psycopg
from django.db import connection

from arcore.desk.bench.house import DAY, BenchHouse

_REGISTER = """
INSERT INTO ledger_register (key, content_hash, source, source_id, posted_at, written_by)
VALUES ('raw:' || %s, '', 'raw', %s, now(), pg_current_xact_id()::text::bigint) RETURNING id
"""
_TRANSACTION = """
WITH s AS (
    UPDATE company_numberseries SET last_number = last_number + 1, last_date = %s
    WHERE code = 'posted_invoice' RETURNING prefix || lpad(last_number::text, 8, '0') AS no
)
INSERT INTO ledger_transaction (register_id, posting_date, document_type, document_no)
SELECT %s, %s, 'invoice', s.no FROM s RETURNING id, document_no
"""
_ENTRY = """
INSERT INTO ledger_customerledgerentry (transaction_id, posting_date, document_date,
    document_type, document_no, external_document_no, payment_reference, description, currency_id,
    original_factor, adjusted_factor, due_date, on_hold, source, journal_batch, salesperson,
    amount, amount_lcy, remaining, remaining_lcy, open, original_discount, remaining_discount,
    max_tolerance, accepted_tolerance, accepted_discount_tolerance, closed_by_amount,
    closed_by_amount_lcy, closed_by_currency_amount, reversed, posting_group_id, customer_id,
    dispute, last_reminder_level)
SELECT %s, posting_date, document_date, 'invoice', %s, '', '', bill_to_name, currency_id, 1, 1,
    due_date, '', 'raw', '', '', total_gross, total_gross, total_gross, total_gross, true, 0, 0,
    0, 0, false, 0, 0, 0, false, posting_group_id, bill_to_id, '', 0
FROM ledger_salesdocument WHERE id = %s RETURNING id, customer_id, due_date
"""
_DETAIL = """
INSERT INTO ledger_detailedcustomerentry (entry_id, transaction_id, entry_type, posting_date,
    document_type, document_no, amount, amount_lcy, initial_due_date, discount_before,
    max_tolerance_before, unapplied, customer_id)
VALUES (%s, %s, 'initial', %s, 'invoice', %s, 360, 360, %s, 0, 0, false, %s)
"""
_GENERAL = """
INSERT INTO ledger_generalledgerentry (transaction_id, account_id, posting_date, document_type,
    document_no, description, amount, vat_rate, vat_base, vat_identifier)
SELECT %s, a, %s, 'invoice', %s, '', x, r, b, '' FROM unnest(%s::bigint[], %s::numeric[],
    %s::numeric[], %s::numeric[]) AS v(a, x, r, b)
"""
_COPY = """
WITH h AS (
    INSERT INTO ledger_postedinvoice (no, sell_to_id, bill_to_id, sell_to_name, sell_to_address,
        bill_to_name, bill_to_address, bill_to_vat_no, language, posting_date, document_date,
        due_date, discount_percent, currency_id, factor, external_document_no, your_reference,
        salesperson, prices_including_vat, total_net, total_vat, total_gross, register_id,
        source_document_id, order_no, entry_id)
    SELECT %s, sell_to_id, bill_to_id, sell_to_name, sell_to_address, bill_to_name,
        bill_to_address, bill_to_vat_no, language, posting_date, document_date, due_date,
        discount_percent, currency_id, factor, external_document_no, your_reference, salesperson,
        prices_including_vat, total_net, total_vat, total_gross, %s, id, '', %s
    FROM ledger_salesdocument WHERE id = %s RETURNING id, source_document_id
)
INSERT INTO ledger_postedinvoiceline (document_id, line_no, kind, item_id, account_id,
    description, unit, unit_price, discount_percent, product_group_id, vat_product_group_id,
    vat_rate, source_line_id, quantity, net, vat, gross)
SELECT h.id, l.line_no, l.kind, l.item_id, l.account_id, l.description, l.unit, l.unit_price,
    l.discount_percent, l.product_group_id, l.vat_product_group_id, l.vat_rate, l.id, l.quantity,
    l.net, l.vat, l.gross
FROM h JOIN ledger_salesline l ON l.document_id = h.source_document_id
"""
_MARK = """
WITH l AS (
    UPDATE ledger_salesline SET invoiced = quantity, to_invoice = 0 WHERE document_id = %s
)
UPDATE ledger_salesdocument SET status = 'posted', version = version + 1 WHERE id = %s
"""


def post_raw(house: BenchHouse, draft_ids: list[int]) -> None:
    """Post each draft in a transaction of its own."""
    connection.ensure_connection()
    raw = connection.connection
    accounts = [house.receivables.pk, house.sales.pk, house.vat.pk]
    amounts = [Decimal(360), Decimal(-300), Decimal(-60)]
    rates = [None, Decimal(20), Decimal(20)]
    bases = [None, None, Decimal(-300)]
    with psycopg.Cursor(raw) as cursor:

        def run(text: str, *params):
            cursor.execute(text, params, prepare=True)

        def one_row() -> Any:
            return cursor.fetchone()

        for draft_id in draft_ids:
            with raw.transaction():
                run(_REGISTER, draft_id, str(draft_id))
                register_id = one_row()[0]
                run(_TRANSACTION, DAY, register_id, DAY)
                transaction_id, no = one_row()
                run(_ENTRY, transaction_id, no, draft_id)
                entry_id, customer_id, due_date = one_row()
                run(_DETAIL, entry_id, transaction_id, DAY, no, due_date, customer_id)
                run(_GENERAL, transaction_id, DAY, no, accounts, amounts, rates, bases)
                run(_COPY, no, register_id, entry_id, draft_id)
                run(_MARK, draft_id, draft_id)
