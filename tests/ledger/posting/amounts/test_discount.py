"""Payment discount: in time, all or nothing (ledger spec, section 4)."""

from datetime import date
from decimal import Decimal

import pytest

from ledger.posting.amounts.discount import (
    closes_with_discount,
    discount_in_time,
    shrink_discounts,
)
from ledger.posting.plan import Position
from tests.ledger.posting.requests import CUSTOMER

D = Decimal
LAST_DAY = date(2026, 1, 15)


def position(remaining="1000", discount="20", kind="invoice", until=LAST_DAY):
    return Position(
        kind=CUSTOMER,
        party_id=1,
        posting_date=date(2026, 1, 1),
        due_date=date(2026, 2, 1),
        document_type=kind,
        document_no="X",
        currency_id="EUR",
        control_account_id=10,
        remaining=Decimal(remaining),
        remaining_lcy=Decimal(remaining),
        discount_date=until,
        remaining_discount=Decimal(discount),
        max_tolerance=Decimal(0),
    )


def granted(entry, available, to_apply="1000", applying="payment", paid_on=LAST_DAY):
    discount = discount_in_time(applying, paid_on, entry)
    needed = abs(entry.remaining - discount)
    money = (abs(Decimal(available)), abs(Decimal(to_apply)))
    return discount if closes_with_discount(needed, *money) else 0


@pytest.mark.parametrize(
    ("available", "discount"),
    [("979.99", 0), ("980.00", 20), ("1000", 20), ("5000", 20), ("0", 0)],
)
def test_all_of_it_or_nothing(available, discount):
    assert granted(position(), available) == discount


@pytest.mark.parametrize(("to_apply", "discount"), [("979.99", 0), ("980", 20)])
def test_the_amount_to_apply_must_cover_it_too(to_apply, discount):
    assert granted(position(), "1000", to_apply) == discount


@pytest.mark.parametrize(
    ("available", "rounding", "closes"),
    [("979.95", "0.05", True), ("979.94", "0.05", False), ("979.99", "0", False)],
)
def test_a_small_rest_between_currencies_may_be_missing(available, rounding, closes):
    money = (D(available), D("1000"), D(rounding))
    assert closes_with_discount(D("980"), *money) is closes


@pytest.mark.parametrize(
    ("paid_on", "discount"), [(date(2026, 1, 14), 20), (LAST_DAY, 20), (date(2026, 1, 16), 0)]
)
def test_the_discount_date_is_the_last_day(paid_on, discount):
    assert granted(position(), "980", paid_on=paid_on) == discount


@pytest.mark.parametrize(
    ("applying", "applied", "discount"),
    [
        ("payment", "invoice", 20),
        ("payment", "finance_charge_memo", 0),
        ("payment", "reminder", 0),
        ("payment", "", 0),
        ("", "invoice", 0),
        ("credit_memo", "invoice", 0),
        ("invoice", "payment", 0),
    ],
)
def test_only_payments_of_invoices_earn_it(applying, applied, discount):
    assert granted(position(kind=applied), "980", applying=applying) == discount


def test_a_refund_of_a_credit_memo_is_the_mirror():
    memo = position("-1000", "-20", "credit_memo")
    assert granted(memo, "-980", "-1000", "refund") == -20
    assert granted(memo, "-979.99", "-1000", "refund") == 0


def test_without_a_discount_or_a_date_there_is_none():
    assert granted(position(discount="0"), "1000") == 0
    assert granted(position(until=None), "1000") == 0


def shrunk(invoice, memo, amount, precision="0.01"):
    money = (Decimal(amount), Decimal(amount))
    shrink_discounts(memo, invoice, *money, lambda _code: Decimal(precision))
    return invoice.remaining_discount, memo.remaining_discount


def test_both_discounts_shrink_in_proportion():
    memo = position("-200", "-4", "credit_memo")
    assert shrunk(position(), memo, "200") == (16, 0)


def test_a_third_is_rounded_once():
    memo = position("-300", "-1", "credit_memo")
    assert shrunk(position("300", "1"), memo, "100") == (Decimal("0.67"), Decimal("-0.67"))


def test_a_currency_without_cents_keeps_whole_discounts():
    memo = position("-300", "-10", "credit_memo")
    assert shrunk(position("300", "10"), memo, "100", "1") == (7, -7)


def test_a_credit_memo_without_discount_leaves_the_invoices():
    memo = position("-200", "0", "credit_memo")
    assert shrunk(position(), memo, "200") == (20, 0)


def test_a_payment_shrinks_nothing():
    payment = position("-200", "-4", "payment")
    assert shrunk(position(), payment, "200") == (20, -4)
