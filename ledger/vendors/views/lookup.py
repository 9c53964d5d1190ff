"""Suggestions while a vendor is being typed."""

from customers.views.lookup import CardLookup
from ledger.vendors.forms import VENDORS


class VendorLookup(CardLookup):
    """Vendors."""

    permission_required = "ledger.view_vendor"
    source = VENDORS
