"""What a block of a vendor forbids; posting asks `posting/checks/blocked_vendor.py`."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Vendor

EXPLANATIONS = {
    Vendor.Blocked.BLANK: gettext_lazy("Everything is allowed."),
    Vendor.Blocked.PAYMENT: gettext_lazy(
        "No payments. Invoices, credit memos and refunds remain possible."
    ),
    Vendor.Blocked.ALL: gettext_lazy("Nothing is allowed, not even an invoice."),
}


def block_notice(vendor: Vendor) -> str:
    """What the card says about the block; "" without one."""
    facts = {"no": vendor.no, "name": vendor.name}
    told = {
        Vendor.Blocked.BLANK: "",
        Vendor.Blocked.PAYMENT: _(
            "Vendor %(no)s %(name)s is blocked for payments. Invoices, credit memos and "
            "refunds remain possible."
        ),
        Vendor.Blocked.ALL: _(
            "Vendor %(no)s %(name)s is blocked for all transactions. Lift the block on the "
            "vendor card first."
        ),
    }[Vendor.Blocked(vendor.blocked)]
    return told % facts
