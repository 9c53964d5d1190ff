"""The figures that `check_books` prints beside its verdict."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts, and sums in local currency."""

    registers: int
    transactions: int
    general_entries: int
    customer_entries: int
    vendor_entries: int
    bank_entries: int
    debits: Decimal
    receivables: Decimal
    payables: Decimal
    bank: Decimal


def figures() -> Figures:
    """One query over the whole ledger."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT (SELECT count(*) FROM ledger_register),
                   (SELECT count(*) FROM ledger_transaction),
                   (SELECT count(*) FROM ledger_generalledgerentry),
                   (SELECT count(*) FROM ledger_customerledgerentry),
                   (SELECT count(*) FROM ledger_vendorledgerentry),
                   (SELECT count(*) FROM ledger_bankledgerentry),
                   (SELECT coalesce(sum(amount) FILTER (WHERE amount > 0), 0)
                      FROM ledger_generalledgerentry),
                   (SELECT coalesce(sum(remaining_lcy), 0) FROM ledger_customerledgerentry),
                   (SELECT coalesce(sum(remaining_lcy), 0) FROM ledger_vendorledgerentry),
                   (SELECT coalesce(sum(amount_lcy), 0) FROM ledger_bankledgerentry)
        """)
        return Figures(*cursor.fetchone())
