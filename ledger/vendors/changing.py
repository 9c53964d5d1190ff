"""Change a vendor card, without overwriting what someone else changed meanwhile."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from customers.card import recorded_as
from customers.refused import Refusal
from ledger.models import Vendor
from ledger.vendors.card import fill_card
from ledger.vendors.kind import VENDOR, VendorChanged, VendorRefused, refuse_vendor


def change_vendor(
    vendor_id: int,
    facts: Mapping[str, Any],
    *,
    user: AbstractBaseUser | None,
    version: int | None,
) -> Vendor:
    """Store the given facts; fields that are not named stay as they are.

    `version` is the one the facts were typed over; None changes whatever is there now (jobs).
    Raises VendorChanged for a stale version and VendorRefused with every other reason; then
    nothing is stored. Posting locks the same row, so a new block waits for a running posting.
    """
    with recorded_as(user), transaction.atomic():
        locked = Vendor.objects.select_for_update(no_key=True, of=("self",))
        vendor = locked.filter(pk=vendor_id).first()
        if vendor is None:
            raise VendorRefused([Refusal(str(VENDOR.gone))])
        if version is not None and vendor.version != version:
            raise VendorChanged(vendor, version)
        refuse_vendor(fill_card(vendor, facts))
        vendor.save()
    vendor.refresh_from_db(fields=["version"])
    return vendor
