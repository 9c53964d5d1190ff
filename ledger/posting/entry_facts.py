"""Facts of posted entries that something is applied to, and of the currencies they meet in.

`meet` fetches what only some entries call for: rates and accounts of foreign currencies, and the
VAT of documents where discounts adjust it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from ledger.posting.acceptance import ToleranceRules
from ledger.posting.known import OpenEntry, PartyKind, VatPart
from ledger.posting.market import Currency, Foreign, Market
from ledger.posting.sql import Query, fetch

_UNREALIZED = """
LEFT JOIN LATERAL (
    SELECT sum(d.amount_lcy) FILTER (WHERE d.entry_type = 'unrealized_gain') AS gain,
           sum(d.amount_lcy) FILTER (WHERE d.entry_type = 'unrealized_loss') AS loss
    FROM {detail} d
    WHERE d.entry_id = e.id AND d.entry_type IN ('unrealized_gain', 'unrealized_loss')
      AND e.currency_id <> (SELECT local_currency_id FROM company_company)
) u ON true
"""

_COLUMNS = """
SELECT e.id, e.{party}_id AS party_id, p.no AS party_no, e.document_type, e.document_no,
       e.posting_date, e.due_date, e.currency_id, e.open, e.remaining, e.remaining_lcy,
       e.discount_date, e.remaining_discount, e.max_tolerance, s.control_account_id,
       e.discount_tolerance_date, e.original_factor AS factor, e.amount_lcy,
       coalesce(u.gain, 0) AS unrealized_gain, coalesce(u.loss, 0) AS unrealized_loss,
       e.reversed, e.transaction_id
"""

CUSTOMER_ENTRIES = (
    _COLUMNS.format(party="customer")
    + """
FROM ledger_customerledgerentry e
JOIN customers_customer p ON p.id = e.customer_id
LEFT JOIN ledger_customerpostingsetup s ON s.group_id = e.posting_group_id
"""
    + _UNREALIZED.format(detail="ledger_detailedcustomerentry")
)

VENDOR_ENTRIES = (
    _COLUMNS.format(party="vendor")
    + """
FROM ledger_vendorledgerentry e
JOIN ledger_vendor p ON p.id = e.vendor_id
JOIN ledger_vendorpostinggroup s ON s.id = e.posting_group_id
"""
    + _UNREALIZED.format(detail="ledger_detailedvendorentry")
)

_OLDEST_OPEN = (
    CUSTOMER_ENTRIES
    + """
WHERE e.customer_id = ANY(%s) AND e.open AND e.on_hold = '' AND e.dispute = ''
  AND NOT EXISTS (SELECT 1 FROM ledger_applicationmark m WHERE m.customer_entry_id = e.id)
ORDER BY e.due_date, e.id
"""
)

_CURRENCIES = """
SELECT c.code, c.decimals, c.application_rounding_precision, c.euro_member,
       s.realized_gain_account_id, s.realized_loss_account_id, s.unrealized_gain_account_id,
       s.unrealized_loss_account_id, o.apply_between_currencies,
       ARRAY(SELECT r.starting_date FROM company_exchangerate r
             WHERE r.currency_id = c.code ORDER BY r.starting_date) AS days,
       ARRAY(SELECT round(r.relational_exchange_rate_amount / r.exchange_rate_amount, 9)
             FROM company_exchangerate r
             WHERE r.currency_id = c.code ORDER BY r.starting_date) AS factors
FROM company_currency c CROSS JOIN company_company o
LEFT JOIN ledger_currencypostingsetup s ON s.currency_id = c.code
WHERE c.code = ANY(%s)
"""

# The VAT that a document wrote, where the set-up of its account and rate adjusts it.
_VAT = """
SELECT g.transaction_id, g.account_id, g.vat_rate, g.vat_base, g.amount, g.vat_identifier
FROM ledger_generalledgerentry g
WHERE g.transaction_id = ANY(%s) AND g.vat_base IS NOT NULL AND g.application_no IS NULL
  AND EXISTS (SELECT 1 FROM ledger_vatpostingsetup v
              WHERE v.sales_vat_account_id = g.account_id AND v.identifier = g.vat_identifier
                AND v.rate = g.vat_rate AND v.adjust_for_payment_discount)
ORDER BY g.id
"""

Key = TypeVar("Key")


def entries(kind: PartyKind, ids: Iterable[int]) -> Query:
    """Customer or vendor ledger entries, open or not."""
    text = CUSTOMER_ENTRIES if kind is PartyKind.CUSTOMER else VENDOR_ENTRIES
    return Query(text + " WHERE e.id = ANY(%s)", (sorted(set(ids)),))


def read_entries(kind: PartyKind, rows: Sequence[Any]) -> dict[int, OpenEntry]:
    """By id, in the order of the rows."""
    return {row.id: OpenEntry(kind, *row) for row in rows}


def oldest_open(customer_ids: Iterable[int]) -> Query:
    """What "apply to oldest" may close: open, unmarked, not on hold or in dispute; by due date."""
    return Query(_OLDEST_OPEN, (sorted(set(customer_ids)),))


def meet(
    local: Currency,
    rules: ToleranceRules,
    found: Mapping[Key, OpenEntry],
    codes: Iterable[str] = (),
) -> tuple[dict[Key, OpenEntry], Market]:
    """The entries with their VAT where discounts adjust it, and the market they meet in.

    `codes` are the currencies of the new lines. Nothing is fetched where all is local and no
    VAT is adjusted.
    """
    entries = dict(found)
    if rules.adjust_vat:
        entries = _with_vat(entries)
    wanted = {entry.currency_id for entry in found.values()} | set(codes)
    if wanted <= {local.code}:
        return entries, Market()
    rows = fetch(Query(_CURRENCIES, (sorted(wanted | {local.code}),)))
    currencies = {row.code: _foreign(row) for row in rows}
    return entries, Market(currencies, rows[0].apply_between_currencies)


def _foreign(row: Any) -> Foreign:
    return Foreign(
        code=row.code,
        precision=Decimal(1).scaleb(-row.decimals),
        rounding=row.application_rounding_precision,
        euro_member=row.euro_member,
        realized_gain=row.realized_gain_account_id,
        realized_loss=row.realized_loss_account_id,
        unrealized_gain=row.unrealized_gain_account_id,
        unrealized_loss=row.unrealized_loss_account_id,
        days=tuple(row.days),
        factors=tuple(row.factors),
    )


def _with_vat(found: Mapping[Key, OpenEntry]) -> dict[Key, OpenEntry]:
    wanted = {
        e.transaction_id for e in found.values() if e.remaining_discount or e.max_tolerance
    }
    if not wanted:
        return dict(found)
    parts: dict[int, list[VatPart]] = {}
    for row in fetch(Query(_VAT, (sorted(wanted),))):
        part = VatPart(
            row.account_id, row.vat_rate, row.vat_base, row.amount, row.vat_identifier
        )
        parts.setdefault(row.transaction_id, []).append(part)
    return {
        key: replace(entry, vat=tuple(parts[entry.transaction_id]))
        if entry.transaction_id in parts
        else entry
        for key, entry in found.items()
    }
