"""What posting reads of a journal, as frozen values; money in positive, in the bank's currency."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from arcore.values.money import ZERO, round_amount
from ledger.posting.for_sources import Query

JOURNAL = """
SELECT j.id, j.statement_no, j.version, j.bank_account_id, b.code AS bank_code,
       b.currency_id AS code, c.decimals, s.balance_last_statement,
       s.id AS setup_id, p.id IS NOT NULL AS number_used
FROM payments_reconciliationjournal j
JOIN ledger_bankaccount b ON b.id = j.bank_account_id
JOIN company_currency c ON c.code = b.currency_id
LEFT JOIN payments_bankreconciliationsetup s ON s.bank_account_id = b.id
LEFT JOIN payments_postedreconciliation p
       ON p.bank_account_id = b.id AND p.statement_no = j.statement_no
WHERE j.id = %s
"""

LINES = """
SELECT id, line_no, transaction_date, amount, applied_amount, text, related_party_name,
       account_type, account_id, customer_id, vendor_id, other_bank_account_id,
       transaction_id, payment_reference
FROM payments_reconciliationline WHERE journal_id = %s ORDER BY line_no
"""

APPLIED = """
SELECT a.line_id, a.customer_entry_id, a.vendor_entry_id, a.bank_entry_id, a.amount, a.discount
FROM payments_appliedentry a JOIN payments_reconciliationline l ON l.id = a.line_id
WHERE l.journal_id = %s ORDER BY a.line_id, a."order", a.id
"""

RATES = """
SELECT r.starting_date, round(r.relational_exchange_rate_amount / r.exchange_rate_amount, 9) AS factor
FROM company_exchangerate r
JOIN ledger_bankaccount b ON b.currency_id = r.currency_id
JOIN payments_reconciliationjournal j ON j.bank_account_id = b.id
WHERE j.id = %s ORDER BY r.starting_date
"""

BANK_ENTRIES = """
SELECT id, bank_account_id, document_no, open, remaining, posting_date
FROM ledger_bankledgerentry WHERE id = ANY(%s)
"""

# Entries that another open journal means to pay are not taken by "apply to oldest".
MARKED_ELSEWHERE = """
SELECT DISTINCT a.customer_entry_id AS id
FROM payments_appliedentry a
JOIN payments_reconciliationline l ON l.id = a.line_id
JOIN ledger_customerledgerentry e ON e.id = a.customer_entry_id
WHERE e.customer_id = ANY(%s) AND l.journal_id <> %s
"""


@dataclass(frozen=True, slots=True)
class Applied:
    """One applied part of a line; `entry_id` None is on account."""

    kind: str  # "customer", "vendor", "bank" or "" for on account
    entry_id: int | None
    amount: Decimal
    discount: Decimal

    @property
    def paid(self) -> Decimal:
        """The money of it."""
        return self.amount - self.discount


@dataclass(frozen=True, slots=True)
class Line:
    """One journal line with its applied parts."""

    id: int
    number: int
    day: date
    amount: Decimal
    applied_amount: Decimal
    text: str
    party_name: str
    account_type: str
    account_id: int | None
    customer_id: int | None
    vendor_id: int | None
    bank_id: int | None
    transaction_id: str
    payment_reference: str
    applied: tuple[Applied, ...] = ()

    @property
    def difference(self) -> Decimal:
        """What is not applied to anything."""
        return self.amount - self.applied_amount

    @property
    def closes_bank_entries(self) -> bool:
        """Whether the payment was posted before, so that none is posted now."""
        return any(part.kind == "bank" for part in self.applied)

    @property
    def on_entries(self) -> tuple[Applied, ...]:
        """The parts that name a customer or vendor entry."""
        return tuple(part for part in self.applied if part.kind in ("customer", "vendor"))


@dataclass(frozen=True, slots=True)
class BankEntry:
    """A bank account ledger entry that a line is applied to."""

    id: int
    bank_id: int
    document_no: str
    open: bool
    remaining: Decimal
    posting_date: date


@dataclass(frozen=True, slots=True)
class Rates:
    """Local currency for one unit of the bank account's currency, from each day on."""

    days: tuple[date, ...] = ()
    factors: tuple[Decimal, ...] = ()

    def on(self, day: date) -> Decimal | None:
        """The factor in force that day; None before the first."""
        place = bisect_right(self.days, day)
        return self.factors[place - 1] if place else None


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal as it is posted: the clerk's choices beside what the database says."""

    id: int
    statement_no: str
    version: int
    bank_id: int
    bank_code: str
    currency_code: str
    decimals: int
    last_balance: Decimal
    setup_id: int
    number_used: bool
    reconcile: bool
    statement_date: date | None
    ending_balance: Decimal | None
    lines: tuple[Line, ...] = ()
    rates: Rates = field(default_factory=Rates)
    is_foreign: bool = False

    def in_local(self, amount: Decimal, day: date, local: Any) -> Decimal | None:
        """The amount in local currency; None when there is no rate that day."""
        if not self.is_foreign:
            return amount
        factor = self.rates.on(day)
        return None if factor is None else round_amount(amount * factor, local.precision)


def read_lines(rows: Sequence[Any], applied: Sequence[Any]) -> tuple[Line, ...]:
    """Lines in order, each with its applied parts."""
    parts: dict[int, list[Applied]] = {}
    for row in applied:
        parts.setdefault(row.line_id, []).append(_part(row))
    return tuple(
        replace(
            Line(*row), applied=tuple(parts.get(row.id, ()))
        )  # columns in the order of fields
        for row in rows
    )


def _part(row: Any) -> Applied:
    for kind, entry_id in (
        ("customer", row.customer_entry_id),
        ("vendor", row.vendor_entry_id),
        ("bank", row.bank_entry_id),
    ):
        if entry_id is not None:
            return Applied(kind, entry_id, row.amount, row.discount)
    return Applied("", None, row.amount, row.discount)


def read_journal(
    row: Any,
    lines: tuple[Line, ...],
    rates: Sequence[Any],
    *,
    local_code: str,
    reconcile: bool,
    statement_date: date | None,
    ending_balance: Decimal | None,
) -> Journal:
    """The journal from its row and the clerk's choices."""
    return Journal(
        id=row.id,
        statement_no=row.statement_no,
        version=row.version,
        bank_id=row.bank_account_id,
        bank_code=row.bank_code,
        currency_code=row.code,
        decimals=row.decimals,
        last_balance=row.balance_last_statement or ZERO,
        setup_id=row.setup_id or 0,
        number_used=row.number_used,
        reconcile=reconcile,
        statement_date=statement_date,
        ending_balance=ending_balance,
        lines=lines,
        rates=Rates(
            tuple(rate.starting_date for rate in rates), tuple(rate.factor for rate in rates)
        ),
        is_foreign=row.code != local_code,
    )


def query(text: str, journal_id: int) -> Query:
    """One of the statements above for a journal."""
    return Query(text, (journal_id,))
