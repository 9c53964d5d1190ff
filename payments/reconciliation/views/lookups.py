"""Suggestions while an account is being typed."""

from arcore.ui.lookup import LookupView
from payments.reconciliation.forms import ACCOUNTS, BANKS, CUSTOMERS, VENDORS

APPLY = "payments.apply_reconciliationjournal"


class AccountLookup(LookupView):
    permission_required = APPLY
    source = ACCOUNTS


class CustomerLookup(LookupView):
    permission_required = APPLY
    source = CUSTOMERS


class VendorLookup(LookupView):
    permission_required = APPLY
    source = VENDORS


class BankLookup(LookupView):
    permission_required = APPLY
    source = BANKS
