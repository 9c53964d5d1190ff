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
    """Name, written columns in order, and constants for the rest.

    `what` tells apart several ways to change rows of one table.
    """

    name: str
    columns: tuple[tuple[str, str], ...]
    constants: dict[str, Any] = field(default_factory=dict)
    what: str = ""

    @property
    def key(self) -> str:
        """Its name among all inserts, or among all changes."""
        return f"{self.name} {self.what}".strip()


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
        ("application_no", "bigint"),
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
        ("reversed", "boolean"),
    ),
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
    ("accepted_tolerance", "numeric"),
    ("accepted_discount_tolerance", "boolean"),
    ("reversed", "boolean"),
)

CUSTOMER_ENTRY = Table(
    "ledger_customerledgerentry",
    (
        *_ENTRY,
        ("customer_id", "bigint"),
        ("payment_terms_id", "bigint"),
        ("payment_method_id", "bigint"),
    ),
    {"dispute": "", "last_reminder_level": 0},
)
VENDOR_ENTRY = Table("ledger_vendorledgerentry", (*_ENTRY, ("vendor_id", "bigint")))

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
    ("unapplied", "boolean"),
)
CUSTOMER_DETAIL = Table("ledger_detailedcustomerentry", (*_DETAIL, ("customer_id", "bigint")))
VENDOR_DETAIL = Table("ledger_detailedvendorentry", (*_DETAIL, ("vendor_id", "bigint")))

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
    ("accepted_tolerance", "numeric"),
    ("accepted_discount_tolerance", "boolean"),
    ("reversed", "boolean"),
    ("reversed_by_id", "bigint"),
)
_REVALUE = (("id", "bigint"), ("remaining_lcy", "numeric"), ("adjusted_factor", "numeric"))
_UNDO = (("id", "bigint"), ("unapplied", "boolean"), ("unapplied_by_id", "bigint"))
CUSTOMER_CHANGE = Table(CUSTOMER_ENTRY.name, _CHANGE)
VENDOR_CHANGE = Table(VENDOR_ENTRY.name, _CHANGE)
CUSTOMER_REVALUED = Table(CUSTOMER_ENTRY.name, _REVALUE, what="revalued")
VENDOR_REVALUED = Table(VENDOR_ENTRY.name, _REVALUE, what="revalued")
CUSTOMER_UNDONE = Table(CUSTOMER_DETAIL.name, _UNDO, what="undone")
VENDOR_UNDONE = Table(VENDOR_DETAIL.name, _UNDO, what="undone")
GENERAL_REVERSED = Table(
    GENERAL.name, (("id", "bigint"), ("reversed_by_id", "bigint")), what="reversed"
)
BANK_REVERSED = Table(
    BANK.name,
    (
        ("id", "bigint"),
        ("remaining", "numeric"),
        ("open", "boolean"),
        ("closed_at", "date"),
        ("reversed", "boolean"),
        ("reversed_by_id", "bigint"),
    ),
    what="reversed",
)
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
CHANGES = {
    table.key: table
    for table in (
        CUSTOMER_CHANGE,
        VENDOR_CHANGE,
        CUSTOMER_REVALUED,
        VENDOR_REVALUED,
        CUSTOMER_UNDONE,
        VENDOR_UNDONE,
        GENERAL_REVERSED,
        BANK_CHANGE,
        BANK_REVERSED,
    )
}
