"""Make a vendor, with its number, or nothing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from customers.card import recorded_as
from customers.numbering import draw_number, insert_numbered, number_refusals, tidy_number
from ledger.models import Vendor
from ledger.vendors.card import fill_card
from ledger.vendors.kind import VENDOR, refuse_vendor


def create_vendor(
    facts: Mapping[str, Any], *, user: AbstractBaseUser | None, day: date
) -> Vendor:
    """Store a new vendor; without `facts["no"]` its number is drawn on that day.

    Raises VendorRefused with every reason; then nothing is stored and no number is used.
    """
    vendor = Vendor(no=tidy_number(facts.get("no") or ""))
    with recorded_as(user), transaction.atomic():
        refuse_vendor([*number_refusals(VENDOR, vendor.no), *fill_card(vendor, facts)])
        vendor.no = vendor.no or draw_number(VENDOR, day)
        insert_numbered(VENDOR, vendor)
    return vendor
