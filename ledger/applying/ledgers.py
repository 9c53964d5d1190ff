"""What differs between the two subledgers where entries are applied: models and tables."""

from dataclasses import dataclass
from typing import Any

from ledger.models import (
    CustomerLedgerEntry,
    DetailedCustomerEntry,
    DetailedVendorEntry,
    VendorLedgerEntry,
)
from ledger.posting.for_sources import PartyKind


@dataclass(frozen=True)
class Ledger:
    """One subledger; `party` is the field that names the customer or vendor."""

    kind: PartyKind
    entries: Any
    details: Any
    party: str

    @property
    def entry_table(self) -> str:
        return self.entries._meta.db_table

    @property
    def detail_table(self) -> str:
        return self.details._meta.db_table


LEDGERS: dict[PartyKind, Ledger] = {
    PartyKind.CUSTOMER: Ledger(
        PartyKind.CUSTOMER, CustomerLedgerEntry, DetailedCustomerEntry, "customer"
    ),
    PartyKind.VENDOR: Ledger(
        PartyKind.VENDOR, VendorLedgerEntry, DetailedVendorEntry, "vendor"
    ),
}
