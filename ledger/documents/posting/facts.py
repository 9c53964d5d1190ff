"""What the sales source reads: one statement for each kind of row, sent in one round trip."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.documents.directions import DIRECTIONS, Direction
from ledger.posting.for_sources import Party, PartyKind, Query, facts


@dataclass(frozen=True, slots=True)
class Needed:
    """Which of the rarer facts the documents call for; a preview asks for all of them."""

    goods: Collection[Direction] = DIRECTIONS
    banks: bool = True
    entries: bool = True


_DOCUMENT = f"""
       d.id, d.type, d.no, d.version, d.status, d.posting_date, d.document_date, d.due_date,
       d.discount_date, d.discount_percent, d.currency_id, d.factor, d.sell_to_id,
       d.bill_to_id, d.bill_to_name, d.your_reference, d.external_document_no,
       d.salesperson, d.on_hold, d.prices_including_vat, d.payment_terms_id,
       d.payment_method_id, d.applies_to_id, d.balancing_account_id,
       d.balancing_bank_account_id,
       c.decimals, {facts.LIMITS}, pt.discount_on_credit_memos,
       a.no AS cash_no, a.name AS cash_name,
       a.blocked AS cash_blocked, a.direct_posting AS cash_direct, ab.id AS cash_is_bank"""
_ITS_TERMS = """
JOIN company_currency c ON c.code = d.currency_id
CROSS JOIN company_company o
LEFT JOIN customers_paymentterms pt ON pt.id = d.payment_terms_id
LEFT JOIN ledger_glaccount a ON a.id = d.balancing_account_id
LEFT JOIN ledger_bankaccount ab ON ab.account_id = a.id
"""
_DOCUMENTS = f"""
SELECT {_DOCUMENT}
FROM ledger_salesdocument d {_ITS_TERMS}
WHERE d.id = ANY(%s) ORDER BY d.posting_date, d.id
"""

_LINES = """
SELECT l.id, l.document_id, l.line_no, l.kind, l.quantity, l.unit_price, l.discount_percent,
       l.to_ship, l.to_invoice, l.shipped, l.invoiced,
       coalesce(l.shipment_line_id, l.receipt_line_id) AS collected_line_id,
       v.rate AS vat_rate, v.identifier AS vat_identifier,
       v.adjust_for_payment_discount AS vat_adjusts,
       a.id AS account_id, a.no AS account_no, a.name AS account_name,
       a.blocked AS account_blocked, a.direct_posting AS account_direct,
       ab.id AS account_is_bank,
       va.id AS vat_account_id, va.no AS vat_account_no, va.name AS vat_account_name,
       va.blocked AS vat_account_blocked, va.direct_posting AS vat_account_direct,
       vb.id AS vat_account_is_bank
FROM ledger_salesline l
JOIN ledger_salesdocument d ON d.id = l.document_id
LEFT JOIN ledger_generalpostingsetup g
       ON g.business_group_id = d.business_group_id AND g.product_group_id = l.product_group_id
LEFT JOIN ledger_vatpostingsetup v ON v.vat_business_group_id = d.vat_business_group_id
      AND v.vat_product_group_id = l.vat_product_group_id
LEFT JOIN ledger_glaccount a ON a.id = CASE
       WHEN l.kind = 'account' THEN l.account_id
       WHEN d.type IN ('credit_memo', 'return_order') THEN g.credit_memo_account_id
       ELSE g.sales_account_id END
LEFT JOIN ledger_bankaccount ab ON ab.account_id = a.id
LEFT JOIN ledger_glaccount va ON va.id = v.sales_vat_account_id
LEFT JOIN ledger_bankaccount vb ON vb.account_id = va.id
WHERE l.document_id = ANY(%s) ORDER BY l.document_id, l.line_no
"""

# Posted lines of the documents' own goods, and of those that their lines collect.
_GOODS = {
    direction: f"""
SELECT s.id, s.source_line_id, s.quantity - s.invoiced AS available,
       EXISTS (SELECT 1 FROM {direction.goods_line._meta.db_table} u
               WHERE u.undone_line_id = s.id) AS undone
FROM {direction.goods_line._meta.db_table} s
WHERE s.id = ANY(
    ARRAY(SELECT o.id FROM ledger_salesline l
          JOIN {direction.goods_line._meta.db_table} o ON o.source_line_id = l.id
          WHERE l.document_id = ANY(%s))
    || ARRAY(SELECT l.{direction.collects}_id FROM ledger_salesline l
             WHERE l.document_id = ANY(%s) AND l.{direction.collects}_id IS NOT NULL)
)
ORDER BY s.id
"""
    for direction in DIRECTIONS
}

_BANKS = """
SELECT id, code, name, account_id, currency_id, blocked FROM ledger_bankaccount
WHERE id IN (SELECT balancing_bank_account_id FROM ledger_salesdocument WHERE id = ANY(%s))
"""

_ENTRIES = (
    facts.CUSTOMER_ENTRIES
    + """
WHERE e.id = ANY(
    ARRAY(SELECT applies_to_id FROM ledger_salesdocument
          WHERE id = ANY(%s) AND applies_to_id IS NOT NULL)
    || ARRAY(SELECT o.id FROM ledger_salesdocument d
             JOIN customers_customer c ON c.id = d.bill_to_id AND c.application_method = 'oldest'
             JOIN ledger_customerledgerentry o ON o.customer_id = c.id AND o.open
             WHERE d.id = ANY(%s) AND o.on_hold = '' AND o.dispute = ''
               AND NOT EXISTS (SELECT 1 FROM ledger_applicationmark m
                               WHERE m.customer_entry_id = o.id))
)
ORDER BY e.due_date, e.id
"""
)

_PARTIES = """
SELECT sell_to_id FROM ledger_salesdocument WHERE id = ANY(%s)
UNION SELECT bill_to_id FROM ledger_salesdocument WHERE id = ANY(%s)
"""

# Documents and the orders whose goods they collect first, then their customers, both by id. The
# rows come as they are once locked, with their bill-to customers, so that neither is read again.
PAYER = "payer_"
_COLLECTED_ORDERS = " || ".join(
    f"""ARRAY(
        SELECT o.document_id FROM ledger_salesline l
        JOIN {direction.goods_line._meta.db_table} s ON s.id = l.{direction.collects}_id
        JOIN ledger_salesline o ON o.id = s.source_line_id
        WHERE l.document_id = ANY(%s)
    )"""
    for direction in DIRECTIONS
)
LOCK_DOCUMENTS = f"""
WITH document AS (
    SELECT d.* FROM ledger_salesdocument d
    WHERE d.id = ANY(%s::bigint[] || {_COLLECTED_ORDERS})
    ORDER BY d.id FOR NO KEY UPDATE
), customer AS (
    SELECT c.* FROM customers_customer c
    WHERE c.id = ANY(ARRAY(
        SELECT sell_to_id FROM document UNION ALL SELECT bill_to_id FROM document
    ))
    ORDER BY c.id FOR NO KEY UPDATE
)
SELECT {_DOCUMENT}, {facts.customer_columns("b", "bs", PAYER)}
FROM document d {_ITS_TERMS}
JOIN customer b ON b.id = d.bill_to_id
LEFT JOIN ledger_customerpostingsetup bs ON bs.group_id = b.posting_group_id
ORDER BY d.posting_date, d.id
"""

OLDEST_IDS = """
SELECT e.id FROM ledger_customerledgerentry e JOIN customers_customer p ON p.id = e.customer_id
WHERE e.customer_id = ANY(%s) AND p.application_method = 'oldest' AND e.open
"""


def goods_of(direction: Direction) -> str:
    """The name of the query for shipments or return receipts."""
    return direction.goods_purpose.value


def queries(
    document_ids: list[int],
    locked: Collection[Any] | None,
    user_id: int | None,
    purposes: set[str],
    needed: Needed,
) -> dict[str, Query]:
    """By name; what isn't needed is left out. `locked` are the documents' own rows."""
    ids: list[Any] = [document_ids]
    wanted = {
        "lines": Query(_LINES, ids),
        "house": facts.house(user_id, purposes),
    }
    if locked is None:
        wanted["documents"] = Query(_DOCUMENTS, ids)
        wanted["parties"] = facts.customers_of(_PARTIES, ids * 2)
    else:
        others = {row.sell_to_id for row in locked} - {row.bill_to_id for row in locked}
        if others:
            wanted["parties"] = facts.parties(PartyKind.CUSTOMER, others)
    for direction in needed.goods:
        wanted[goods_of(direction)] = Query(_GOODS[direction], ids * 2)
    if needed.banks:
        wanted["banks"] = Query(_BANKS, ids)
    if needed.entries:
        wanted["entries"] = Query(_ENTRIES, ids * 2)
    return wanted


def read_parties(locked: Collection[Any] | None, rows: Sequence[Any]) -> dict[int, Party]:
    """By id: the bill-to customers who came with the locked documents, and those of `parties`."""
    found = facts.read_parties(PartyKind.CUSTOMER, rows)
    if locked is not None:
        found |= facts.read_parties(PartyKind.CUSTOMER, locked, PAYER)
    return found
