"""Facts that every source needs, as queries a source sends together with its own.

Each function gives a `Query`; its rows go through the reader of the same name below it.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from arcore.company.models import Company
from arcore.company.models.company import TolerancePosting
from arcore.company.posting_period import PostingRange
from ledger.posting.acceptance import Acceptance, ToleranceRules
from ledger.posting.amounts.max_tolerance import ToleranceLimits
from ledger.posting.entry_facts import (
    CUSTOMER_ENTRIES,
    entries,
    meet,
    oldest_open,
    read_entries,
)
from ledger.posting.known import Account, Bank
from ledger.posting.market import Currency
from ledger.posting.party_facts import (
    customer_columns,
    customers_of,
    groups,
    parties,
    read_groups,
    read_parties,
)
from ledger.posting.request import Draw, Period
from ledger.posting.sql import Query

__all__ = [
    "CUSTOMER_ENTRIES",
    "LIMITS",
    "accounts",
    "banks",
    "customer_columns",
    "customers_of",
    "entries",
    "groups",
    "house",
    "limits",
    "meet",
    "oldest_open",
    "parties",
    "read_acceptance",
    "read_accounts",
    "read_banks",
    "read_currency",
    "read_draw",
    "read_entries",
    "read_groups",
    "read_house",
    "read_limits",
    "read_parties",
    "read_series",
    "read_tolerance_rules",
]

_HOUSE = """
SELECT c.code, c.decimals, o.allow_posting_from, o.allow_posting_to,
       u.allow_posting_from AS user_from, u.allow_posting_to AS user_to,
       o.discount_excl_vat, o.shipment_on_invoice, o.payment_discount_grace,
       o.adjust_for_payment_discount, o.payment_tolerance_warning, o.payment_tolerance_posting,
       o.discount_tolerance_warning, o.discount_tolerance_posting,
       p.purpose, s.id AS series_id, s.code AS series_code, s.prefix, s.digits, s.date_order,
       s.last_date, s.last_number
FROM company_company o
JOIN company_currency c ON c.code = o.local_currency_id
LEFT JOIN company_user u ON u.id = %s
LEFT JOIN company_seriesuse p ON p.purpose = ANY(%s)
LEFT JOIN company_numberseries s ON s.id = p.series_id
"""

# For currency c and company o: the local currency follows the company's own values.
LIMITS = """
CASE WHEN c.code = o.local_currency_id
     THEN o.payment_tolerance_percent ELSE c.payment_tolerance_percent END AS tolerance_percent,
CASE WHEN c.code = o.local_currency_id
     THEN o.payment_tolerance_max ELSE c.payment_tolerance_max END AS tolerance_max
"""

_LIMITS = f"SELECT c.code, {LIMITS} FROM company_currency c CROSS JOIN company_company o"

_ACCOUNTS = """
SELECT a.id, a.no, a.name, a.blocked, a.direct_posting, b.id IS NOT NULL AS is_bank
FROM ledger_glaccount a LEFT JOIN ledger_bankaccount b ON b.account_id = a.id
WHERE a.id = ANY(%s)
"""

_BANKS = """
SELECT id, code, name, account_id, currency_id, blocked FROM ledger_bankaccount
WHERE id = ANY(%s)
"""


def house(user_id: int | None, purposes: Iterable[str] = ()) -> Query:
    """Local currency, posting periods, the rules of the house and the series of purposes."""
    return Query(_HOUSE, (user_id, sorted(purposes)))


def read_house(rows: Sequence[Any]) -> tuple[Currency, Period]:
    """Raises `CompanyMissing` when the company was never set up."""
    if not rows:
        Company.get()  # refuses in the company's own words
    row = rows[0]
    return read_currency(row), Period(
        PostingRange(row.user_from, row.user_to),
        PostingRange(row.allow_posting_from, row.allow_posting_to),
    )


def read_tolerance_rules(rows: Sequence[Any]) -> ToleranceRules:
    """From the rows of `house`: where tolerance is posted, and whether VAT is adjusted."""
    row = rows[0]
    return ToleranceRules(
        payment_as_discount=row.payment_tolerance_posting == TolerancePosting.DISCOUNT,
        late_as_discount=row.discount_tolerance_posting == TolerancePosting.DISCOUNT,
        adjust_vat=row.adjust_for_payment_discount,
    )


def read_acceptance(
    rows: Sequence[Any],
    *,
    accept_tolerance: bool = False,
    accept_late: Iterable[int] = (),
    in_journal: bool = True,
) -> Acceptance:
    """What counts for a payment: without a warning it is accepted, with one as it was answered.

    `accept_late` are the entries whose late discount the clerk accepted.
    """
    row = rows[0]
    return Acceptance(
        payment=accept_tolerance or not row.payment_tolerance_warning,
        late_discounts=frozenset(accept_late) if row.discount_tolerance_warning else None,
        leave_drops_late=in_journal,
    )


def limits() -> Query:
    """How much of an invoice in each currency may be written off."""
    return Query(_LIMITS)


def read_limits(rows: Sequence[Any]) -> dict[str, ToleranceLimits]:
    """By currency code."""
    return {row.code: ToleranceLimits(row.tolerance_percent, row.tolerance_max) for row in rows}


def read_currency(row: Any) -> Currency:
    """From a row with code and decimals."""
    return Currency(row.code, Decimal(1).scaleb(-row.decimals))


def accounts(ids: Iterable[int]) -> Query:
    """G/L accounts."""
    return Query(_ACCOUNTS, (sorted(set(ids)),))


def read_accounts(rows: Sequence[Any]) -> dict[int, Account]:
    """By id."""
    return {row.id: Account(*row) for row in rows}


def banks(ids: Iterable[int]) -> Query:
    """Our bank accounts."""
    return Query(_BANKS, (sorted(set(ids)),))


def read_banks(rows: Sequence[Any]) -> dict[int, Bank]:
    """By id."""
    return {row.id: Bank(*row) for row in rows}


def read_series(rows: Sequence[Any]) -> dict[str, Any]:
    """The rows of `house` by the purpose of their series; a purpose may be missing."""
    return {row.purpose: row for row in rows if row.series_id is not None}


def read_draw(row: Any, first_date: Any, latest_date: Any, count: int) -> Draw:
    """A draw of `count` numbers from the series of a row."""
    return Draw(
        series_id=row.series_id,
        series_code=row.series_code,
        prefix=row.prefix,
        digits=row.digits,
        date_order=row.date_order,
        last_date=row.last_date,
        last_number=row.last_number,
        first_date=first_date,
        latest_date=latest_date,
        count=count,
    )
