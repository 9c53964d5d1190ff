"""Vendor entries are applied, undone and reversed by the same rules, with mirrored signs."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from arcore.company.models import Company
from ledger.books import check_books
from ledger.models import DetailedVendorEntry, VendorLedgerEntry
from ledger.posting import PostingRefused, amend, post
from tests.builders import TODAY
from tests.ledger.applying.actions import (
    apply,
    apply_command,
    balances,
    reverse,
    reverse_command,
    unapply,
    unapply_command,
)
from tests.ledger.posting.paying import VENDOR, Line, paying

D = Decimal
LATER = TODAY + timedelta(days=3)


@pytest.fixture
def contoso(house):
    return house.vendor()


def posted(house, vendor, amount, document_type="payment", key="P1", *, day=TODAY, **fields):
    """A vendor entry of a journal, paid from the bank or booked on the fees."""
    line = Line(vendor.pk, amount, document_type, "vendor", **fields)
    other = {"bank_id": house.bank.pk}
    if document_type == "invoice":
        other = {"account_id": house.accounts["fees"].pk}
    register = post(paying(key, line, day=day, **other))
    return VendorLedgerEntry.objects.get(transaction__register=register)


def owed(house, vendor, amount="-1000", **fields):
    given = {"discount": "-20", "discount_date": TODAY, "max_tolerance": "-5", **fields}
    return posted(house, vendor, amount, "invoice", "V1", **given)


def state(*entries):
    names = ("open", "remaining", "remaining_lcy", "remaining_discount", "max_tolerance")
    rows = VendorLedgerEntry.objects.in_bulk([entry.pk for entry in entries])
    return [tuple(getattr(rows[entry.pk], name) for name in names) for entry in entries]


def refused(command):
    with pytest.raises(PostingRefused) as caught:
        post(command)
    return str(caught.value)


def test_discount_and_tolerance_are_income_and_come_back(house, contoso, guards_now):
    invoice = owed(house, contoso)
    paid = posted(house, contoso, "975")
    before = balances()
    apply(paid, invoice, kind=VENDOR)
    guards_now()
    assert state(invoice, paid) == [(False, 0, 0, 0, 0)] * 2
    assert before == {"6270": 1000, "4010": -25, "5120": -975}
    assert balances() == {"6270": 1000, "5120": -975, "7650": -20, "7580": -5}
    granted = DetailedVendorEntry.objects.filter(entry=paid).order_by("id")
    assert [(d.entry_type, d.amount) for d in granted] == [
        ("initial", 975),
        ("discount", 20),
        ("tolerance", 5),
        ("application", -1000),
    ]
    unapply(paid, kind=VENDOR)
    guards_now()
    assert balances() == before
    assert state(invoice, paid) == [(True, -1000, -1000, -20, -5), (True, 975, 975, 0, 0)]
    assert check_books() == []


def test_what_was_amended_since_the_application_stays_amended(house, contoso):
    invoice = owed(house, contoso)
    paid = posted(house, contoso, "400", applies=((invoice.pk, None),))
    amend(
        invoice.pk, {"remaining_discount": D(-10)}, reason="agreed", user_id=None,
        now=timezone.now(), kind=VENDOR,
    )  # fmt: skip
    unapply(paid, kind=VENDOR)
    assert state(invoice) == [(True, -1000, -1000, -10, -5)]


def test_the_newest_application_goes_first_and_reversing_last(house, contoso):
    invoice = owed(house, contoso)
    first = posted(house, contoso, "300", applies=((invoice.pk, None),))
    posted(house, contoso, "200", key="P2", applies=((invoice.pk, None),))
    assert "was applied again later, by P2" in refused(unapply_command(first, kind=VENDOR))
    assert "is applied. Unapply it first" in refused(reverse_command(first))
    unapply(invoice, kind=VENDOR)
    unapply(invoice, kind=VENDOR)
    reverse(first)
    first.refresh_from_db()
    assert (first.reversed, first.open, first.closed_by.amount) == (True, False, -300)
    assert state(invoice) == [(True, -1000, -1000, -20, -5)]
    assert check_books() == []


def test_a_vendor_blocked_for_all_is_not_applied_unapplied_or_reversed(house, contoso):
    invoice = owed(house, contoso)
    paid = posted(house, contoso, "300", applies=((invoice.pk, None),))
    other = posted(house, contoso, "100", key="P2")
    commands = (
        apply_command(other, invoice, kind=VENDOR),
        unapply_command(paid, kind=VENDOR),
        reverse_command(other),
    )
    type(contoso).objects.update(blocked="all")
    for command in commands:
        assert f"Vendor {contoso.no} Contoso is blocked" in refused(command)
    type(contoso).objects.update(blocked="payment")
    for command in commands[1:]:
        post(command)
    assert check_books() == []


def test_a_credit_memo_and_a_payment_settle_an_invoice(house, contoso):
    invoice = owed(house, contoso, "-60", discount="0", max_tolerance="0")
    memo = posted(house, contoso, "30", "credit_memo", "M1")
    paid = posted(house, contoso, "50")
    apply(paid, invoice, memo, kind=VENDOR)
    assert [row[1] for row in state(invoice, memo, paid)] == [0, 20, 0]


def test_foreign_money_realizes_a_loss_when_it_got_dearer(house, contoso):
    """100 USD owed at 0.90, paid at 0.95: a loss of 5."""
    Company.objects.update(apply_between_currencies="none")
    dollars = {"currency": "USD", "discount": "0", "max_tolerance": "0"}
    invoice = owed(house, contoso, "-100", factor="0.9", **dollars)
    paid = posted(house, contoso, "100", day=LATER, factor="0.95", currency="USD")
    before = balances()
    apply(paid, invoice, kind=VENDOR, day=LATER)
    assert state(invoice, paid) == [(False, 0, 0, 0, 0)] * 2
    assert balances()["6660"] == 5
    unapply(paid, kind=VENDOR, day=LATER)
    assert balances() == before
    assert check_books() == []
