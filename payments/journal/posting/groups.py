"""The accounts of posting groups that lines name instead of their customer's or vendor's."""

from collections.abc import Sequence
from typing import Any

from ledger.posting.for_sources import PartyAccounts, Query
from payments.journal.values import Line

_GROUPS = """
SELECT {id} AS id, control_account_id, discount_debit_account_id, discount_credit_account_id,
       tolerance_debit_account_id, tolerance_credit_account_id, rounding_account_id,
       application_rounding_account_id, {code} AS code
FROM {table} WHERE {id} = ANY(%s)
"""
_CODE = "(SELECT code FROM customers_customerpostinggroup g WHERE g.id = group_id)"
_CUSTOMERS = _GROUPS.format(id="group_id", code=_CODE, table="ledger_customerpostingsetup")
_VENDORS = _GROUPS.format(id="id", code="code", table="ledger_vendorpostinggroup")


def groups_queries(lines: Sequence[Line]) -> list[Query]:
    """The accounts of posting groups that lines name; nothing where none does."""
    asked = (("customer", _CUSTOMERS), ("vendor", _VENDORS))
    return [Query(text, (ids,)) for kind, text in asked if (ids := _group_ids(lines, kind))]


def read_groups(
    lines: Sequence[Line], found: Sequence[Sequence[Any]]
) -> dict[tuple[str, int], PartyAccounts]:
    """By (kind, id), from the answers to `groups_queries`."""
    kinds = [kind for kind in ("customer", "vendor") if _group_ids(lines, kind)]
    return {
        (kind, row.id): PartyAccounts(
            row.control_account_id,
            row.discount_debit_account_id,
            row.discount_credit_account_id,
            row.tolerance_debit_account_id,
            row.tolerance_credit_account_id,
            row.rounding_account_id,
            row.application_rounding_account_id,
            row.code,
        )
        for kind, rows in zip(kinds, found, strict=True)
        for row in rows
    }


def _group_ids(lines: Sequence[Line], kind: str) -> list[int]:
    return sorted(
        {
            line.posting_group_id
            for line in lines
            if line.posting_group_id is not None
            and line.party_side is not None
            and line.party_side.kind == kind
        }
    )
