"""Changing a vendor: never over someone else's change, and every change recorded."""

import pytest

from customers.card_history import card_history
from ledger.models import Vendor
from ledger.vendors.changing import change_vendor
from ledger.vendors.kind import VendorChanged, VendorRefused


def test_the_named_facts_change_and_the_others_stay(house):
    vendor = house.vendor(city="Lyon", iban="")
    saved = change_vendor(vendor.pk, {"city": "Paris"}, user=None, version=1)
    assert (saved.city, saved.name, saved.version) == ("Paris", "Contoso", 2)
    assert Vendor.objects.matching("contoso paris").get() == vendor


def test_the_history_tells_who_blocked_when_and_what_was_before(house):
    vendor, jane = house.vendor(), house.user("jane")
    change_vendor(vendor.pk, {"blocked": "payment"}, user=jane, version=None)
    (change, made) = card_history(Vendor, vendor.pk).changes
    told = [(part.field.name, part.before, part.after) for part in change.fields]
    assert (change.user, told) == (jane, [("blocked", "", "payment")])
    assert change.is_block
    assert made.label == "insert"


def test_a_stale_version_is_refused_and_nothing_is_stored(house):
    vendor = house.vendor()
    change_vendor(vendor.pk, {"city": "Paris"}, user=None, version=1)
    with pytest.raises(VendorChanged) as refused:
        change_vendor(vendor.pk, {"city": "Nice"}, user=None, version=1)
    assert refused.value.current.city == "Paris"
    assert Vendor.objects.get().city == "Paris"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"blocked": "ship"}, "not a valid choice"),
        ({"iban": "FR00"}, "valid IBAN"),
        ({"posting_group": None}, "Choose a vendor posting group"),
    ],
)
def test_what_the_card_cannot_hold_is_refused(house, facts, said):
    vendor = house.vendor()
    with pytest.raises(VendorRefused, match=said):
        change_vendor(vendor.pk, facts, user=None, version=None)
    assert Vendor.objects.get().version == 1


def test_a_vendor_deleted_meanwhile_is_refused(house):
    with pytest.raises(VendorRefused, match="no longer exists"):
        change_vendor(4711, {"city": "Paris"}, user=None, version=None)
