"""Read-only screens of the ledger: entries, accounts, registers."""

from ledger.views.accounts import (
    AccountList,
    BankAccountList,
    EveryAccountLookup,
    account,
    bank_account,
)
from ledger.views.entries import (
    BankEntryList,
    CustomerEntryList,
    GeneralEntryList,
    VendorEntryList,
)
from ledger.views.party_entry import customer_entry, vendor_entry
from ledger.views.registers import RegisterList, register

__all__ = [
    "AccountList",
    "BankAccountList",
    "BankEntryList",
    "CustomerEntryList",
    "EveryAccountLookup",
    "GeneralEntryList",
    "RegisterList",
    "VendorEntryList",
    "account",
    "bank_account",
    "customer_entry",
    "register",
    "vendor_entry",
]
