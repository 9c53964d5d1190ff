"""The two subledgers that run on one engine, for whoever reads either of them.

In both a debit is positive. A customer's positive balance is owed to us; a vendor's negative
one is owed by us, and `sign` turns it into what people call the balance.
"""

from dataclasses import dataclass
from typing import Any

from ledger.models import (
    CustomerLedgerEntry,
    DetailedCustomerEntry,
    DetailedVendorEntry,
    VendorLedgerEntry,
)


@dataclass(frozen=True)
class Subledger:
    """`party` names the foreign key to the customer or vendor on entries and details."""

    party: str
    entries: type[CustomerLedgerEntry] | type[VendorLedgerEntry]
    details: type[DetailedCustomerEntry] | type[DetailedVendorEntry]
    sign: int

    def of(self, party_id: int) -> dict[str, Any]:
        """The filter for entries or details of one customer or vendor."""
        return {self.party: party_id}


RECEIVABLES = Subledger("customer", CustomerLedgerEntry, DetailedCustomerEntry, 1)
PAYABLES = Subledger("vendor", VendorLedgerEntry, DetailedVendorEntry, -1)
