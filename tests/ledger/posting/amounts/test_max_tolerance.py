"""How much may be written off: share, largest amount, amount (ledger spec, section 5)."""

from decimal import Decimal

import pytest

from ledger.posting.amounts.max_tolerance import ToleranceLimits, max_tolerance

D = Decimal


def allowed(amount, percent, most, kind="invoice", **options):
    return max_tolerance(kind, D(amount), ToleranceLimits(D(percent), D(most)), **options)


@pytest.mark.parametrize(
    ("amount", "percent", "most", "tolerance"),
    [
        ("1000", "0", "0", "0"),
        ("1000", "0", "5", "5"),  # no share: the largest amount
        ("1000", "1", "0", "10"),  # no largest amount: the share
        ("1000", "1", "5", "5"),  # both: the smaller
        ("1000", "1", "10", "10"),
        ("1000", "1", "10.01", "10"),
        ("499", "1", "5", "4.99"),
        ("3", "0", "5", "3"),  # never more than the amount itself
        ("5", "0", "5", "5"),
        ("3", "100", "0", "3"),
        ("0", "1", "5", "0"),
    ],
)
def test_share_and_largest_amount(amount, percent, most, tolerance):
    assert allowed(amount, percent, most) == D(tolerance)
    assert allowed(f"-{amount}", percent, most, "credit_memo") == -D(tolerance)


def test_a_vendor_s_invoice_carries_the_sign_of_what_we_owe():
    assert allowed("-1000", "1", "5") == -5


@pytest.mark.parametrize("kind", ["payment", "refund", "finance_charge_memo", "reminder", ""])
def test_only_invoices_and_credit_memos_have_one(kind):
    assert allowed("1000", "1", "5", kind) == 0


def test_a_customer_without_tolerance_has_none():
    assert allowed("1000", "1", "5", blocked=True) == 0


@pytest.mark.parametrize(
    ("amount", "precision", "tolerance"),
    [("0.50", "0.01", "0.01"), ("0.49", "0.01", "0.00"), ("150", "1", "2"), ("149", "1", "1")],
)
def test_the_share_is_rounded_once_to_the_currency(amount, precision, tolerance):
    assert allowed(amount, "1", "0", precision=D(precision)) == D(tolerance)
