"""A discount granted late, within the grace period (ledger spec, section 5)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ledger.posting.amounts.discount_tolerance import late_discount, least_needed
from tests.ledger.posting.amounts.test_tolerance import offer

D = Decimal
LAST_DAY, GRACE, IN_BETWEEN = date(2026, 1, 15), date(2026, 1, 20), date(2026, 1, 18)
OWED = replace(
    offer("1000", "5"), remaining_discount=D(20), discount_date=LAST_DAY,
    discount_tolerance_date=GRACE,
)  # fmt: skip


def late(entry=OWED, available="975", applying="payment", paid_on=IN_BETWEEN):
    return late_discount(applying, paid_on, entry, D(available))


@pytest.mark.parametrize(
    ("paid_on", "discount"),
    [(LAST_DAY, 0), (date(2026, 1, 16), 20), (GRACE, 20), (date(2026, 1, 21), 0)],
)
def test_from_the_day_after_the_discount_date_to_the_last_day_of_grace(paid_on, discount):
    assert late(paid_on=paid_on) == discount


@pytest.mark.parametrize(("available", "discount"), [("975", 20), ("974.99", 0), ("2000", 20)])
def test_the_money_may_fall_short_by_the_tolerance_besides(available, discount):
    assert late(available=available) == discount


@pytest.mark.parametrize(("to_apply", "discount"), [("975", 20), ("974.99", 0)])
def test_the_amount_to_apply_reaches_as_far(to_apply, discount):
    assert late(replace(OWED, to_apply=D(to_apply)), available="1000") == discount


@pytest.mark.parametrize(
    "without",
    [
        {"remaining_discount": D(0)},
        {"discount_date": None},
        {"discount_tolerance_date": None},
        {"document_type": "reminder"},
        {"remaining": D("19.99"), "to_apply": D("19.99")},  # less than the discount
    ],
)
def test_without_one_of_its_conditions_there_is_none(without):
    assert late(replace(OWED, **without), available="1000") == 0


@pytest.mark.parametrize("applying", ["invoice", "credit_memo", ""])
def test_only_payments_and_refunds_earn_it(applying):
    assert late(applying=applying) == 0


def test_a_refund_of_a_credit_memo_is_the_mirror():
    memo = replace(
        OWED, document_type="credit_memo", remaining=D(-1000), to_apply=D(-1000),
        remaining_discount=D(-20), max_tolerance=D(-5),
    )  # fmt: skip
    assert late(memo, applying="refund") == -20


def test_a_tolerance_beyond_what_is_owed_needs_nothing():
    assert least_needed(offer("3", "5"), D(0)) == 0
