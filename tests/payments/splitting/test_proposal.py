"""Who gets how much: oldest due first until the money is used."""

from datetime import date
from decimal import Decimal

import pytest

from payments.splitting.proposal import propose
from payments.splitting.values import Offer

D = Decimal


def offer(pk, day, remaining, discount="0", *, passed_over=False):
    return Offer(pk, date(2026, 1, day), D(remaining), D(discount), passed_over)


OFFERS = [
    offer(1, 20, "200.00"),
    offer(2, 10, "100.00", "2.00"),
    offer(3, 5, "120.00", passed_over=True),
]


@pytest.mark.parametrize(
    ("money", "expected"),
    [
        ("300.00", {2: "98.00", 1: "200.00"}),  # more than enough: the rest is left
        ("298.00", {2: "98.00", 1: "200.00"}),  # exactly enough
        ("297.99", {2: "98.00", 1: "199.99"}),  # a cent short: the last one stays open
        ("98.00", {2: "98.00"}),
        ("97.99", {2: "97.99"}),
        ("0.00", {}),
    ],
)
def test_the_money_goes_to_what_is_due_first_until_it_is_used(money, expected):
    assert propose(D(money), OFFERS) == {pk: D(amount) for pk, amount in expected.items()}


def test_documents_due_the_same_day_come_in_the_order_of_posting():
    same_day = [offer(9, 5, "50.00"), offer(7, 5, "50.00")]
    assert propose(D("60.00"), same_day) == {7: D("50.00"), 9: D("10.00")}


def test_credits_take_no_money_and_give_none():
    assert propose(D("60.00"), [offer(1, 1, "-30.00"), offer(2, 2, "50.00")]) == {2: D("50.00")}


def test_nothing_is_proposed_where_nothing_is_owed():
    assert propose(D("60.00"), []) == {}
