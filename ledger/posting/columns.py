"""The tables that the road writes: columns with their types, and columns that start constant."""

from dataclasses import dataclass, field
from typing import Any

SEQUENCES = (
    "ledger_transaction_id_seq",
    "ledger_generalledgerentry_id_seq",
    "ledger_bankledgerentry_id_seq",
    "ledger_customerledgerentry_id_seq",
    "ledger_vendorledgerentry_id_seq",
    "ledger_detailedcustomerentry_id_seq",
    "ledger_detailedvendorentry_id_seq",
    "ledger_application_no_seq",
)


@dataclass(frozen=True)
class Table:
    """Name, written columns in order, and constants for the rest."""

    name: str
    columns: tuple[tuple[str, str], ...]
    constants: dict[str, Any] = field(default_factory=dict)


TRANSACTION = Table(
    "ledger_transaction",
    (
        ("id", "bigint"),
        ("register_id", "bigint"),
        ("posting_date", "date"),
        ("document_type", "text"),
        ("document_no", "text"),
    ),
)

GENERAL = Table(
    "ledger_generalledgerentry",
    (
        ("id", "bigint"),
        ("transaction_id", "bigint"),
        ("account_id", "bigint"),
        ("posting_date", "date"),
        ("document_type", "text"),
        ("document_no", "text"),
        ("description", "text"),
        ("amount", "numeric"),
        ("vat_rate", "numeric"),
        ("vat_base", "numeric"),
        ("vat_identifier", "text"),
    ),
)

BANK = Table(
    "ledger_bankledgerentry",
    (
        ("id", "bigint"),
        ("bank_account_id", "bigint"),
        ("transaction_id", "bigint"),
        ("posting_date", "date"),
        ("document_type", "text"),
        ("document_no", "text"),
        ("external_document_no", "text"),
        ("description", "text"),
        ("amount", "numeric"),
        ("amount_lcy", "numeric"),
        ("remaining", "numeric"),
        ("open", "boolean"),
        ("balancing_type", "text"),
        ("balancing_no", "text"),
        ("cheque_no", "text"),
        ("statement_no", "text"),
        ("statement_line_no", "int"),
        ("closed_at", "date"),
    ),
    {"reversed": False},
)

_ENTRY = (
    ("id", "bigint"),
    ("transaction_id", "bigint"),
    ("posting_date", "date"),
    ("document_date", "date"),
    ("document_type", "text"),
    ("document_no", "text"),
    ("external_document_no", "text"),
    ("payment_reference", "text"),
    ("description", "text"),
    ("currency_id", "text"),
    ("original_factor", "numeric"),
    ("adjusted_factor", "numeric"),
    ("due_date", "date"),
    ("on_hold", "text"),
    ("source", "text"),
    ("journal_batch", "text"),
    ("salesperson", "text"),
    ("amount", "numeric"),
    ("amount_lcy", "numeric"),
    ("remaining", "numeric"),
    ("remaining_lcy", "numeric"),
    ("open", "boolean"),
    ("discount_date", "date"),
    ("original_discount", "numeric"),
    ("remaining_discount", "numeric"),
    ("discount_tolerance_date", "date"),
    ("max_tolerance", "numeric"),
    ("closed_by_id", "bigint"),
    ("closed_at", "date"),
    ("closed_by_amount", "numeric"),
    ("closed_by_amount_lcy", "numeric"),
    ("closed_by_currency_amount", "numeric"),
    ("posting_group_id", "bigint"),
)
_ENTRY_CONSTANTS = {
    "accepted_tolerance": 0,
    "accepted_discount_tolerance": False,
    "reversed": False,
}

CUSTOMER_ENTRY = Table(
    "ledger_customerledgerentry",
    (
        *_ENTRY,
        ("customer_id", "bigint"),
        ("payment_terms_id", "bigint"),
        ("payment_method_id", "bigint"),
    ),
    {**_ENTRY_CONSTANTS, "dispute": "", "last_reminder_level": 0},
)
VENDOR_ENTRY = Table(
    "ledger_vendorledgerentry", (*_ENTRY, ("vendor_id", "bigint")), _ENTRY_CONSTANTS
)

_DETAIL = (
    ("id", "bigint"),
    ("entry_id", "bigint"),
    ("transaction_id", "bigint"),
    ("entry_type", "text"),
    ("posting_date", "date"),
    ("document_type", "text"),
    ("document_no", "text"),
    ("amount", "numeric"),
    ("amount_lcy", "numeric"),
    ("application_no", "bigint"),
    ("applied_entry_id", "bigint"),
    ("initial_due_date", "date"),
    ("discount_before", "numeric"),
    ("max_tolerance_before", "numeric"),
)
CUSTOMER_DETAIL = Table(
    "ledger_detailedcustomerentry", (*_DETAIL, ("customer_id", "bigint")), {"unapplied": False}
)
VENDOR_DETAIL = Table(
    "ledger_detailedvendorentry", (*_DETAIL, ("vendor_id", "bigint")), {"unapplied": False}
)

_CHANGE = (
    ("id", "bigint"),
    ("remaining", "numeric"),
    ("remaining_lcy", "numeric"),
    ("open", "boolean"),
    ("remaining_discount", "numeric"),
    ("max_tolerance", "numeric"),
    ("closed_by_id", "bigint"),
    ("closed_at", "date"),
    ("closed_by_amount", "numeric"),
    ("closed_by_amount_lcy", "numeric"),
    ("closed_by_currency_amount", "numeric"),
)
CUSTOMER_CHANGE = Table(CUSTOMER_ENTRY.name, _CHANGE)
VENDOR_CHANGE = Table(VENDOR_ENTRY.name, _CHANGE)
BANK_CHANGE = Table(
    BANK.name,
    (
        ("id", "bigint"),
        ("remaining", "numeric"),
        ("open", "boolean"),
        ("statement_no", "text"),
        ("statement_line_no", "int"),
        ("closed_at", "date"),
    ),
)

TABLES = {
    table.name: table
    for table in (
        TRANSACTION,
        CUSTOMER_ENTRY,
        VENDOR_ENTRY,
        CUSTOMER_DETAIL,
        VENDOR_DETAIL,
        GENERAL,
        BANK,
    )
}
CHANGES = {table.name: table for table in (CUSTOMER_CHANGE, VENDOR_CHANGE, BANK_CHANGE)}
