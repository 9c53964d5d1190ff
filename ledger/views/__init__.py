"""Read-only screens of the ledger: entries, accounts, registers."""

from ledger.views.accounts import (
    AccountList,
    BankAccountList,
    EveryAccountLookup,
    account,
    bank_account,
)
from ledger.views.customer_entry import customer_entry
from ledger.views.entries import BankEntryList, CustomerEntryList, GeneralEntryList
from ledger.views.registers import RegisterList, register

__all__ = [
    "AccountList",
    "BankAccountList",
    "BankEntryList",
    "CustomerEntryList",
    "EveryAccountLookup",
    "GeneralEntryList",
    "RegisterList",
    "account",
    "bank_account",
    "customer_entry",
    "register",
]
