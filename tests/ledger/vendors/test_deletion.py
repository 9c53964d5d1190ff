"""A vendor with a past, or named by a line, stays."""

import pytest

from ledger.models import Vendor
from ledger.posting import post
from ledger.vendors.deletion import delete_vendor, vendor_deletion_refusals
from ledger.vendors.kind import VendorRefused
from payments.models import AccountType
from tests.ledger.posting.paying import Line, paying
from tests.payments.builders import journal_of


def told(vendor) -> list[str]:
    return [refusal.message for refusal in vendor_deletion_refusals(vendor)]


def test_a_vendor_without_a_past_goes(house):
    vendor = house.vendor()
    assert told(vendor) == []
    delete_vendor(vendor.pk, user=None)
    assert not Vendor.objects.exists()


def test_ledger_entries_forbid_it(house):
    vendor = house.vendor()
    bill = Line(vendor.pk, "-10", "invoice", "vendor")
    post(paying("B1", bill, account_id=house.accounts["fees"].pk))
    assert told(vendor) == [f"Can't delete vendor {vendor}: it has ledger entries."]
    with pytest.raises(VendorRefused, match="has ledger entries"):
        delete_vendor(vendor.pk, user=None)
    assert Vendor.objects.exists()


def test_a_journal_line_that_names_it_forbids_it(house):
    vendor = house.vendor()
    journal = journal_of(house.bank, ("-10.00", "thanks"))
    journal.lines.update(account_type=AccountType.VENDOR, vendor=vendor)
    assert len(told(vendor)) == 1
    with pytest.raises(VendorRefused, match="names it"):
        delete_vendor(vendor.pk, user=None)


def test_a_vendor_that_is_gone_already_is_said_so(house):
    with pytest.raises(VendorRefused, match="no longer exists"):
        delete_vendor(4711, user=None)
