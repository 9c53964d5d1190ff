"""Making a vendor: number, IBAN, refusals, two accountants at once."""

from datetime import date

import pytest

from arcore.company.models import NumberSeries
from ledger.models import Vendor
from ledger.vendors.creation import create_vendor
from ledger.vendors.kind import VendorRefused

DAY = date(2026, 1, 23)
IBAN = "FR76 3000 6000 0112 3456 7890 189"


def create(house, **facts):
    known = {"name": "Contoso", "posting_group": house.vendor_group}
    return create_vendor({**known, **facts}, user=None, day=DAY)


def told(refused) -> dict[str, str]:
    return {refusal.field: refusal.message for refusal in refused.value.refusals}


def let_numbers_be_typed() -> None:
    NumberSeries.objects.filter(uses__purpose="vendor").update(manual_allowed=True)


def test_the_number_comes_from_the_vendor_series(house):
    assert [create(house).no, create(house).no] == ["V00001", "V00002"]


def test_a_typed_number_needs_a_series_that_allows_it(house):
    with pytest.raises(VendorRefused) as refused:
        create(house, no="ACME")
    assert "number series of vendors" in told(refused)["no"]
    let_numbers_be_typed()
    assert create(house, no="  acme 1 ").no == "ACME 1"


def test_the_refusal_names_the_vendor_that_has_the_number(house):
    let_numbers_be_typed()
    create(house, no="A1", name="Acme")
    with pytest.raises(VendorRefused) as refused:
        create(house, no="a1")
    assert told(refused)["no"] == "Vendor A1 exists already: Acme. Choose another number."


def test_a_refused_vendor_uses_no_number(house):
    with pytest.raises(VendorRefused):
        create(house, iban="FR00")
    assert create(house).no == "V00001"


def test_an_iban_is_checked_and_kept_without_spaces(house):
    assert create(house, iban=IBAN.lower()).iban == IBAN.replace(" ", "")
    with pytest.raises(VendorRefused) as refused:
        create(house, iban=f"{IBAN[:-1]}8")
    assert "is not a valid IBAN" in told(refused)["iban"]


def test_all_refusals_arrive_together(house):
    with pytest.raises(VendorRefused) as refused:
        create_vendor(
            {"name": "", "country": "XX", "iban": "FR00", "swift": "?", "blocked": "ship"},
            user=None,
            day=DAY,
        )
    assert set(told(refused)) >= {
        "name",
        "country",
        "iban",
        "swift",
        "blocked",
        "posting_group",
    }
    assert not Vendor.objects.exists()


def test_two_accountants_who_type_one_number_at_once_get_one_vendor(
    committed_house, run_together
):
    let_numbers_be_typed()
    outcomes = run_together(2, lambda _n: create(committed_house, no="SAME"), range(2))
    assert sum(isinstance(one, VendorRefused) for one in outcomes) == 1
    assert Vendor.objects.filter(no="SAME").count() == 1
