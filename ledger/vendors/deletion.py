"""When a vendor may be deleted: never while an entry, a line or a rule names it."""

from django.contrib.auth.base_user import AbstractBaseUser

from customers.deletion import delete_card, deletion_refusals
from customers.refused import Refusal
from ledger.models import Vendor
from ledger.vendors.kind import VENDOR


def delete_vendor(vendor_id: int, *, user: AbstractBaseUser | None) -> None:
    """Delete the vendor; raises VendorRefused naming the obstacles."""
    delete_card(VENDOR, vendor_id, user=user)


def vendor_deletion_refusals(vendor: Vendor) -> list[Refusal]:
    """Every reason why this vendor must stay; empty when it may go."""
    return deletion_refusals(vendor, VENDOR)
