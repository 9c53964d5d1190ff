"""Reading what was posted, to undo it: details and G/L entries as frozen values."""

from collections.abc import Iterable, Sequence
from typing import Any

from ledger.posting.for_sources import (
    Account,
    PostedDetail,
    PostedGeneral,
    Query,
)

_GENERAL = """
SELECT g.id, g.amount, g.document_type, g.description, g.vat_rate, g.vat_base,
       g.vat_identifier, g.reversed_by_id, g.transaction_id, g.application_no,
       a.id AS account_id, a.no, a.name, a.blocked, a.direct_posting, b.id AS bank_id
FROM ledger_generalledgerentry g
JOIN ledger_glaccount a ON a.id = g.account_id
LEFT JOIN ledger_bankaccount b ON b.account_id = a.id
"""

_DETAILS = """
SELECT d.id, d.entry_id, d.entry_type, d.amount, d.amount_lcy, d.applied_entry_id,
       d.discount_before, d.max_tolerance_before, d.unapplied, d.posting_date,
       d.transaction_id, d.document_type, d.document_no
FROM {table} d
"""


def general_of_applications(numbers: Iterable[int]) -> Query:
    """G/L entries that applications wrote, and those that undid them."""
    text = _GENERAL + " WHERE g.application_no = ANY(%s) ORDER BY g.id"
    return Query(text, (sorted(numbers),))


def general_of_transactions(ids: Iterable[int]) -> Query:
    """All G/L entries of transactions."""
    text = _GENERAL + " WHERE g.transaction_id = ANY(%s) ORDER BY g.id"
    return Query(text, (sorted(ids),))


def details_of_application(table: str, number: int) -> Query:
    """Detailed entries of one application number."""
    text = _DETAILS.format(table=table) + " WHERE d.application_no = %s ORDER BY d.id"
    return Query(text, (number,))


def read_general(row: Any) -> PostedGeneral:
    """From a row of the G/L queries."""
    return PostedGeneral(
        id=row.id,
        account=Account(
            row.account_id,
            row.no,
            row.name,
            row.blocked,
            row.direct_posting,
            row.bank_id is not None,
        ),
        amount=row.amount,
        document_type=row.document_type,
        description=row.description,
        vat_rate=row.vat_rate,
        vat_base=row.vat_base,
        vat_identifier=row.vat_identifier,
        reversed=row.reversed_by_id is not None,
    )


def read_details(rows: Sequence[Any]) -> tuple[PostedDetail, ...]:
    """From the rows of a detail query."""
    return tuple(
        PostedDetail(
            row.id,
            row.entry_id,
            row.entry_type,
            row.amount,
            row.amount_lcy,
            row.applied_entry_id,
            row.discount_before,
            row.max_tolerance_before,
            row.unapplied,
        )
        for row in rows
    )
