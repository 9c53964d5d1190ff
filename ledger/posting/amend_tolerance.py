"""Brings open entries' max. payment tolerance to what set-up says of their remaining amount.

The rule is `amounts.max_tolerance`, said again in SQL because it runs over every open entry of
a currency; a test holds both equal. Every changed entry gets its `EntryAmendment`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from ledger.posting import locks
from ledger.posting.amend_rules import LONGEST_REASON
from ledger.posting.amounts.max_tolerance import ToleranceLimits
from ledger.posting.facts import LIMITS
from ledger.posting.known import PartyKind
from ledger.posting.sql import Query, fetch

NO_CUSTOMER = 0
EVERY_CURRENCY = ""

# What set-up says now, or what it is asked to say: code, decimals, percent, largest amount.
_SET_UP = f"""
SELECT c.code, c.decimals::int, {LIMITS} FROM company_currency c CROSS JOIN company_company o
"""
_ASKED = """
SELECT c.code, c.decimals::int, %s::numeric AS tolerance_percent, %s::numeric AS tolerance_max
FROM company_currency c WHERE c.code = %s
"""

_SHARE = "abs(e.remaining) * l.tolerance_percent * 0.01"
_NEW = f"""
CASE WHEN p.block_payment_tolerance THEN 0
     ELSE sign(e.remaining) * least(abs(e.remaining), round(
        CASE WHEN l.tolerance_percent = 0 THEN l.tolerance_max
             WHEN l.tolerance_max = 0 THEN {_SHARE}
             ELSE least(l.tolerance_max, {_SHARE}) END, l.decimals)) END
"""

_SIDES = {
    PartyKind.CUSTOMER: (
        "ledger_customerledgerentry",
        "JOIN customers_customer p ON p.id = e.customer_id",
        "entry_id",
    ),
    PartyKind.VENDOR: (
        "ledger_vendorledgerentry",
        "JOIN (SELECT id, no, name, false AS block_payment_tolerance FROM ledger_vendor) p "
        "ON p.id = e.vendor_id",
        "vendor_entry_id",
    ),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Open entries of a currency, without those of customers who get no tolerance; or all
    entries of one customer."""

    currency: str = EVERY_CURRENCY
    customer_id: int = NO_CUSTOMER


def _entries(kind: PartyKind, limits: str, condition: str) -> str:
    """Entries whose tolerance is not what the limits say, before and after."""
    table, party, _owner = _SIDES[kind]
    return f"""
    SELECT * FROM (
        SELECT e.id, e.document_type, e.document_no, e.currency_id, e.remaining, e.due_date,
               p.no AS party_no, p.name AS party_name, e.max_tolerance AS before, {_NEW} AS after
        FROM {table} e {party} JOIN ({limits}) l ON l.code = e.currency_id
        WHERE e.open AND e.document_type IN ('invoice', 'credit_memo') AND {condition}
    ) entry WHERE before <> after
    """


def _within(kind: PartyKind, scope: Scope) -> tuple[str, list[Any]]:
    if scope.customer_id:
        return "p.id = %s", [scope.customer_id]
    return "e.currency_id = %s AND NOT p.block_payment_tolerance", [scope.currency]


def differing(kind: PartyKind, scope: Scope) -> list[int]:
    """Ids of the open entries that don't follow the set-up."""
    condition, params = _within(kind, scope)
    text = f"SELECT id FROM ({_entries(kind, _SET_UP, condition)}) d ORDER BY id"
    return [row.id for row in fetch(Query(text, params))]


def examples(
    kind: PartyKind, scope: Scope, limits: ToleranceLimits | None, most: int
) -> Sequence[Any]:
    """The entries that would change most, before and after; each row knows how many there are.

    `limits` are asked for the scope's currency; None takes them from set-up.
    """
    condition, params = _within(kind, scope)
    source, asked = _SET_UP, []
    if limits is not None:
        source, asked = _ASKED, [limits.percent, limits.most, scope.currency]
    text = f"""
    SELECT *, count(*) OVER () AS entries, sum(abs(before)) OVER () AS sum_before,
           sum(abs(after)) OVER () AS sum_after
    FROM ({_entries(kind, source, condition)}) d ORDER BY abs(after - before) DESC, id LIMIT %s
    """
    return fetch(Query(text, [*asked, *params, most]))


@transaction.atomic
def amend_open_entries(
    kind: PartyKind,
    scope: Scope,
    entry_ids: Sequence[int],
    *,
    reason: str,
    user_id: int | None,
    now: datetime,
) -> int:
    """Let these entries of the scope follow the set-up as it is under their locks; how many did.

    What was paid, closed or blocked meanwhile is read again and left as it must be.
    """
    assert 0 < len(reason) <= LONGEST_REASON
    locks.take_entries(kind, entry_ids)
    condition, params = _within(kind, scope)
    table, _party, owner = _SIDES[kind]
    party = f"{kind}_id"
    text = f"""
    WITH wanted AS ({_entries(kind, _SET_UP, f"e.id = ANY(%s) AND {condition}")}), amended AS (
        UPDATE {table} e SET max_tolerance = w.after FROM wanted w WHERE e.id = w.id
        RETURNING e.id, e.{party}, w.before, w.after
    ), told AS (
        INSERT INTO ledger_entryamendment
            ({owner}, {party}, field, before, after, reason, user_id, amended_at, newest_detail)
        SELECT id, {party}, 'max_tolerance', before::numeric(18,3)::text, after::numeric(18,3)::text,
               %s::text, %s::bigint, %s::timestamptz,
               (SELECT max(d.id) FROM ledger_detailed{kind}entry d WHERE d.entry_id = amended.id)
        FROM amended RETURNING 1
    )
    SELECT count(*) AS amended FROM told
    """
    found = fetch(Query(text, [list(entry_ids), *params, reason, user_id, now]))
    return int(found[0].amended)
