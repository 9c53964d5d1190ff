"""Granted amounts with their VAT taken back (ledger spec, section 4)."""

from decimal import Decimal

import pytest

from arcore.company.models import Company
from ledger.books import check_books
from ledger.models import CustomerLedgerEntry, DetailedCustomerEntry, VatPostingSetup
from tests.builders import TODAY
from tests.ledger.applying.actions import apply, balances, payment, state, unapply

D = Decimal


@pytest.fixture
def adjusting(house):
    Company.objects.update(adjust_for_payment_discount=True, payment_tolerance_max=6)
    VatPostingSetup.objects.update(adjust_for_payment_discount=True, rate=19)
    return house


def invoice_of(house, **fields):
    customer = house.customer()
    return house.invoice_of(
        "1190", customer, discount_percent=D(2), discount_date=TODAY,
        payment_terms=house.terms, **fields,
    )  # fmt: skip


def granted():
    rows = DetailedCustomerEntry.objects.order_by("id").values_list("entry_type", "amount")
    return [row for row in rows if row[0] not in ("initial", "application")]


def test_a_discount_of_23_80_is_20_and_3_80_vat(adjusting, guards_now):
    invoice = invoice_of(adjusting)
    paid = payment(adjusting, invoice.customer, "-1166.20", applies=[invoice])
    guards_now()
    assert state(invoice, paid) == [(False, 0, 0, 0, 0)] * 2
    assert granted() == [("discount_vat", D("-3.80")), ("discount_vat_excl", D("-20.00"))]
    assert (balances()["6650"], balances()["4457"]) == (20, D("-186.20"))
    assert check_books() == []


def test_tolerance_is_split_the_same_way_and_unapplied_with_it(adjusting):
    invoice = invoice_of(adjusting)
    before = balances()
    paid = payment(adjusting, invoice.customer, "-1160.25", applies=[invoice])
    assert granted() == [
        ("discount_vat", D("-3.80")),
        ("discount_vat_excl", D("-20.00")),
        ("tolerance_vat", D("-0.95")),
        ("tolerance_vat_excl", D("-5.00")),
    ]
    assert (balances()["6580"], balances()["4457"]) == (5, D("-185.25"))
    unapply(paid)
    assert (balances()["4457"], balances().get("6580")) == (before["4457"], None)
    apply(paid, invoice)
    assert state(invoice)[0][0] is False
    assert check_books() == []


@pytest.mark.parametrize("off", ["company", "setup"])
def test_both_switches_must_be_on(adjusting, off):
    if off == "company":
        Company.objects.update(adjust_for_payment_discount=False)
    else:
        VatPostingSetup.objects.update(adjust_for_payment_discount=False)
    invoice = invoice_of(adjusting)
    payment(adjusting, invoice.customer, "-1166.20", applies=[invoice])
    invoice_of(adjusting, balancing_account=adjusting.accounts["cash"])
    assert granted() == [("discount", D("-23.80"))] * 2


def test_a_document_paid_at_once_adjusts_its_own_vat(adjusting, guards_now):
    invoice = invoice_of(adjusting, balancing_account=adjusting.accounts["cash"])
    guards_now()
    assert granted() == [("discount_vat", D("-3.80")), ("discount_vat_excl", D("-20.00"))]
    assert (balances()["5300"], balances()["4457"]) == (D("1166.20"), D("-186.20"))
    assert CustomerLedgerEntry.objects.filter(open=True).count() == 0
    unapply(invoice)
    assert check_books() == []
