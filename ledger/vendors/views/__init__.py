"""The pages of vendors, one per file."""

from ledger.vendors.views.card import card
from ledger.vendors.views.create import create
from ledger.vendors.views.delete import delete
from ledger.vendors.views.edit import edit
from ledger.vendors.views.history import history
from ledger.vendors.views.list import VendorList
from ledger.vendors.views.lookup import VendorLookup

__all__ = ["VendorList", "VendorLookup", "card", "create", "delete", "edit", "history"]
