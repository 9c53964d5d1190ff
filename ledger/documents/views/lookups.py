"""Suggestions while a customer, an item, an account or an invoice is being typed."""

from typing import Any

from arcore.ui.lookup import LookupView
from ledger.documents.forms import ACCOUNTS, CUSTOMERS, ITEMS, OPEN_INVOICES


class CustomerLookup(LookupView):
    permission_required = "customers.view_customer"
    source = CUSTOMERS


class ItemLookup(LookupView):
    permission_required = "ledger.view_item"
    source = ITEMS


class AccountLookup(LookupView):
    permission_required = "ledger.view_glaccount"
    source = ACCOUNTS


class OpenInvoiceLookup(LookupView):
    permission_required = "ledger.view_customerledgerentry"
    source: Any = OPEN_INVOICES
