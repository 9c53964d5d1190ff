"""Vendors run on the customers' engine with mirrored signs, through the same road."""

from decimal import Decimal

import pytest

from ledger.books import check_books
from ledger.models import DetailedVendorEntry, GeneralLedgerEntry, VendorLedgerEntry
from ledger.posting import PostingRefused, post
from tests.builders import TODAY
from tests.ledger.posting.paying import Line, paying

D = Decimal


@pytest.fixture
def owed(house):
    """An invoice of 1,000.00 that the company owes, 20.00 less if paid today."""
    vendor = house.vendor()
    line = Line(vendor.pk, "-1000", "invoice", "vendor", discount="-20", discount_date=TODAY)
    post(paying("V1", line, account_id=house.accounts["fees"].pk))
    return VendorLedgerEntry.objects.get()


def pay_vendor(house, entry, amount, part=None, key="P1"):
    line = Line(entry.vendor_id, amount, "payment", "vendor", ((entry.pk, part),))
    return post(paying(key, line, bank_id=house.bank.pk))


def general(register):
    rows = GeneralLedgerEntry.objects.filter(transaction__register=register).order_by("id")
    return [(row.account.no, row.amount) for row in rows]


@pytest.mark.parametrize(
    ("paid", "left", "on_account", "discount"),
    [
        ("980", 0, 0, True),
        ("979.99", D("-20.01"), 0, False),
        ("1000", 0, 20, True),
        ("400", -600, 0, False),
    ],
)
def test_a_payment_settles_an_invoice(
    house, owed, guards_now, paid, left, on_account, discount
):
    register = pay_vendor(house, owed, paid)
    guards_now()
    owed.refresh_from_db()
    payment = VendorLedgerEntry.objects.latest("id")
    assert (owed.remaining, payment.remaining) == (left, on_account)
    assert (("7650", D(-20)) in general(register)) is discount
    assert check_books() == []


def test_the_details_cancel_out(house, owed):
    pay_vendor(house, owed, "400")
    rows = DetailedVendorEntry.objects.filter(entry_type="application").order_by("id")
    assert [row.amount for row in rows] == [400, -400]


def test_more_than_remains_is_refused(house, owed):
    with pytest.raises(PostingRefused, match=r"V1 has only -1,000.00 left"):
        pay_vendor(house, owed, "2000", part="-1000.01")


def test_a_customer_and_a_vendor_settle_in_one_document(house, owed, guards_now):
    """Netting: what a firm owes us against what we owe it, balanced by cash."""
    invoice = house.invoice_of("600.00")
    post(
        paying(
            "NET1",
            Line(owed.vendor_id, "600", "payment", "vendor", ((owed.pk, None),)),
            Line(invoice.customer_id, "-600", applies=((invoice.pk, None),)),
            account_id=house.accounts["cash"].pk,
        )
    )
    guards_now()
    owed.refresh_from_db()
    invoice.refresh_from_db()
    assert (owed.remaining, invoice.remaining) == (-400, 0)
    assert check_books() == []


@pytest.mark.parametrize("blocked", ["payment", "all"])
def test_a_blocked_vendor_is_not_paid(house, owed, blocked):
    owed.vendor.blocked = blocked
    owed.vendor.save()
    with pytest.raises(PostingRefused, match="Lift the block on the vendor card"):
        pay_vendor(house, owed, "10")
