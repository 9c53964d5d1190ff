"""What the sales source reads: one statement for each kind of row, sent in one round trip."""

from typing import Any

from ledger.posting.for_sources import Query, facts

_DOCUMENTS = """
SELECT d.*, c.decimals, pt.discount_on_credit_memos
FROM ledger_salesdocument d
JOIN company_currency c ON c.code = d.currency_id
LEFT JOIN customers_paymentterms pt ON pt.id = d.payment_terms_id
WHERE d.id = ANY(%s) ORDER BY d.posting_date, d.id
"""

_LINES = """
SELECT l.id, l.document_id, l.line_no, l.kind, l.quantity, l.unit_price, l.discount_percent,
       l.to_ship, l.to_invoice, l.shipped, l.invoiced, l.account_id, l.shipment_line_id,
       CASE WHEN d.type IN ('credit_memo', 'return_order')
            THEN g.credit_memo_account_id ELSE g.sales_account_id END AS sales_account_id,
       v.rate AS vat_rate, v.identifier AS vat_identifier,
       v.sales_vat_account_id AS vat_account_id, l.product_group_id, l.vat_product_group_id,
       s.quantity AS collected_quantity, s.invoiced AS collected_invoiced,
       s.source_line_id AS order_line_id
FROM ledger_salesline l
JOIN ledger_salesdocument d ON d.id = l.document_id
LEFT JOIN ledger_generalpostingsetup g
       ON g.business_group_id = d.business_group_id AND g.product_group_id = l.product_group_id
LEFT JOIN ledger_vatpostingsetup v ON v.vat_business_group_id = d.vat_business_group_id
      AND v.vat_product_group_id = l.vat_product_group_id
LEFT JOIN ledger_postedshipmentline s ON s.id = l.shipment_line_id
WHERE l.document_id = ANY(%s) ORDER BY l.document_id, l.line_no
"""

_SHIPMENT_LINES = """
SELECT s.id, s.source_line_id, s.quantity - s.invoiced AS available
FROM ledger_postedshipmentline s
JOIN ledger_salesline l ON l.id = s.source_line_id
WHERE l.document_id = ANY(%s) AND s.quantity > s.invoiced AND s.undone_line_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM ledger_postedshipmentline u WHERE u.undone_line_id = s.id)
ORDER BY s.id
"""

_ACCOUNTS = """
SELECT a.id, a.no, a.name, a.blocked, a.direct_posting, b.id IS NOT NULL AS is_bank
FROM ledger_glaccount a LEFT JOIN ledger_bankaccount b ON b.account_id = a.id
WHERE a.id IN (
    SELECT l.account_id FROM ledger_salesline l WHERE l.document_id = ANY(%s)
    UNION SELECT d.balancing_account_id FROM ledger_salesdocument d WHERE d.id = ANY(%s)
    UNION SELECT unnest(ARRAY[g.sales_account_id, g.credit_memo_account_id])
        FROM ledger_salesdocument d
        JOIN ledger_salesline l ON l.document_id = d.id
        JOIN ledger_generalpostingsetup g ON g.business_group_id = d.business_group_id
         AND g.product_group_id = l.product_group_id
        WHERE d.id = ANY(%s)
    UNION SELECT v.sales_vat_account_id
        FROM ledger_salesdocument d
        JOIN ledger_salesline l ON l.document_id = d.id
        JOIN ledger_vatpostingsetup v ON v.vat_business_group_id = d.vat_business_group_id
         AND v.vat_product_group_id = l.vat_product_group_id
        WHERE d.id = ANY(%s)
)
"""

_BANKS = """
SELECT id, code, name, account_id, currency_id, blocked FROM ledger_bankaccount
WHERE id IN (SELECT balancing_bank_account_id FROM ledger_salesdocument WHERE id = ANY(%s))
"""

_ENTRIES = """
SELECT e.id, e.customer_id AS party_id, p.no AS party_no, e.document_type, e.document_no,
       e.posting_date, e.due_date, e.currency_id, e.open, e.remaining, e.remaining_lcy,
       e.discount_date, e.remaining_discount, e.max_tolerance, s.control_account_id
FROM ledger_customerledgerentry e
JOIN customers_customer p ON p.id = e.customer_id
LEFT JOIN ledger_customerpostingsetup s ON s.group_id = e.posting_group_id
WHERE e.id IN (SELECT applies_to_id FROM ledger_salesdocument WHERE id = ANY(%s))
   OR (e.open AND e.on_hold = '' AND e.dispute = '' AND p.application_method = 'oldest'
       AND e.customer_id IN (SELECT bill_to_id FROM ledger_salesdocument WHERE id = ANY(%s)))
ORDER BY e.due_date, e.id
"""

_PARTIES = """
SELECT sell_to_id FROM ledger_salesdocument WHERE id = ANY(%s)
UNION SELECT bill_to_id FROM ledger_salesdocument WHERE id = ANY(%s)
"""

_HOUSE_RULES = """
SELECT discount_excl_vat, shipment_on_invoice, payment_discount_grace FROM company_company
"""

LOCK_DOCUMENTS = """
SELECT d.id, d.sell_to_id, d.bill_to_id, d.applies_to_id
FROM ledger_salesdocument d
WHERE d.id = ANY(%s) OR d.id IN (
    SELECT o.document_id FROM ledger_salesline l
    JOIN ledger_postedshipmentline s ON s.id = l.shipment_line_id
    JOIN ledger_salesline o ON o.id = s.source_line_id
    WHERE l.document_id = ANY(%s)
)
ORDER BY d.id FOR NO KEY UPDATE
"""

OLDEST_IDS = """
SELECT e.id FROM ledger_customerledgerentry e JOIN customers_customer p ON p.id = e.customer_id
WHERE e.customer_id = ANY(%s) AND p.application_method = 'oldest' AND e.open
"""


def queries(document_ids: list[int], user_id: int | None, purposes: set[str]) -> list[Query]:
    """In the order that the source reads them."""
    ids: list[Any] = [document_ids]
    return [
        Query(_DOCUMENTS, ids),
        Query(_LINES, ids),
        Query(_SHIPMENT_LINES, ids),
        facts.customers_of(_PARTIES, ids * 2),
        Query(_ACCOUNTS, ids * 4),
        Query(_BANKS, ids),
        Query(_ENTRIES, ids * 2),
        Query(_HOUSE_RULES),
        facts.house(user_id),
        facts.series(purposes),
    ]
