"""Windows of amounts, and what a payment takes."""

from datetime import date
from decimal import Decimal

import pytest

from payments.matching.amounts import Tolerance, amount_match, take, window_of
from payments.matching.values import Entry, Ledger, Line

DAY = date(2026, 5, 10)


def line(amount):
    return Line(1, 10, DAY, Decimal(amount))


def entry(amount, discount="0", until=None, deadline=None):
    return Entry(
        Ledger.CUSTOMER, 1, 1, "invoice", "N", "", "", DAY, DAY, Decimal(amount),
        Decimal(discount), deadline or until, until,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "tolerance", "low", "high"),
    [
        ("100.00", Tolerance(), "100.00", "100.00"),
        ("100.00", Tolerance(Decimal(5)), "95.00", "105.00"),
        ("0.33", Tolerance(Decimal(5)), "0.31", "0.35"),
        ("3.00", Tolerance(Decimal(5), is_percentage=False), "0.00", "8.00"),
        ("-100.00", Tolerance(Decimal(5)), "-105.00", "-95.00"),
        ("-3.00", Tolerance(Decimal(5), is_percentage=False), "-8.00", "0.00"),
        ("1.234", Tolerance(precision=Decimal("0.001")), "1.234", "1.234"),
    ],
)
def test_windows(amount, tolerance, low, high):
    window = window_of(line(amount), tolerance)
    assert (window.low, window.high) == (Decimal(low), Decimal(high))


def test_both_ends_count_and_one_cent_beyond_does_not():
    window = window_of(line("100.00"), Tolerance(Decimal(5)))
    held = [window.holds(entry(a)) for a in ("94.99", "95.00", "105.00", "105.01")]
    assert held == [False, True, True, False]


def test_the_discounted_amount_counts_instead_while_it_may_be_taken():
    window = window_of(line("980.00"), Tolerance())
    assert window.holds(entry("1000", "20", deadline=DAY))
    assert not window.holds(entry("980", "20", deadline=DAY))
    assert not window.holds(entry("1000", "20", deadline=date(2026, 5, 9)))


@pytest.mark.parametrize(
    ("money", "until", "amount", "discount"),
    [
        ("980.00", DAY, "1000", "20"),
        ("979.99", DAY, "979.99", "0"),
        ("1200.00", DAY, "1000", "20"),
        ("980.00", date(2026, 5, 9), "980.00", "0"),
        ("980.00", None, "980.00", "0"),
    ],
)
def test_what_a_payment_takes(money, until, amount, discount):
    owed = entry("1000", "20", until)
    taken = take(line(money), Decimal(money), owed, owed.amount)
    assert (taken.amount, taken.discount) == (Decimal(amount), Decimal(discount))
    assert taken.paid == taken.amount - taken.discount


def test_refunds_mirror_payments():
    taken = take(line("-980"), Decimal(-980), entry("-1000", "-20", DAY), Decimal(-1000))
    assert (taken.amount, taken.discount, taken.paid) == (-1000, -20, -980)


def test_counts():
    assert [amount_match(n) for n in (0, 1, 2, 11)] == ["none", "one", "multiple", "multiple"]
