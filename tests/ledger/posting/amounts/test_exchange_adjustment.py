"""What a date's rate adds or takes, and which earlier gain or loss that takes back first."""

from decimal import Decimal

import pytest

from ledger.posting.amounts.exchange_adjustment import (
    difference_at,
    taken_back,
    with_earlier,
)

D = Decimal


@pytest.mark.parametrize(
    ("remaining", "stands_at", "factor", "missing"),
    [
        ("100", "90", "0.95", "5.00"),
        ("100", "90", "0.9", "0"),
        ("100", "90", "0.85", "-5.00"),
        ("-100", "-90", "0.95", "-5.00"),  # what we owe grows
        ("0.01", "0.01", "0.4", "-0.01"),
        ("33.33", "30.00", "0.900090009", "0"),  # 29.999999... is 30.00
        ("1", "0.12", "0.125", "0.01"),  # half a cent away from zero
    ],
)
def test_the_difference_to_the_rate(remaining, stands_at, factor, missing):
    found = difference_at(D(remaining), D(stands_at), D(factor), D("0.01"))
    assert found == D(missing)


@pytest.mark.parametrize(
    ("difference", "gain", "loss", "parts"),
    [
        ("0", "5", "0", []),
        ("5", "0", "0", [("5", False)]),
        ("-5", "0", "0", [("-5", False)]),
        ("3", "5", "0", [("3", False)]),  # a further gain
        ("-3", "5", "0", [("-3", True)]),  # some of the gain goes
        ("-5", "5", "0", [("-5", True)]),
        ("-8", "5", "0", [("-5", True), ("-3", False)]),
        ("8", "0", "-5", [("5", True), ("3", False)]),
        ("4", "0", "-5", [("4", True)]),
        ("-4", "0", "-5", [("-4", False)]),
    ],
)
def test_an_earlier_one_of_the_other_kind_goes_first(difference, gain, loss, parts):
    found = with_earlier(D(difference), D(gain), D(loss))
    assert found == [(D(amount), takes_back) for amount, takes_back in parts]
    assert sum(amount for amount, _back in found) == D(difference)


@pytest.mark.parametrize(
    ("difference", "remaining", "changes", "backs"),
    [
        ("5", "100", [], []),
        ("5", "100", ["-40", "-60"], ["-2", "-3"]),
        ("-5", "-100", ["40"], ["2"]),
        ("0.01", "100", ["-30", "-30", "-40"], ["0", "0", "-0.01"]),
        ("0.05", "3", ["-1", "-1", "-1"], ["-0.02", "-0.02", "-0.01"]),
        ("5", "100", ["20", "-60", "-60"], ["0", "-2.50", "-2.50"]),  # 20 came back
        ("5", "100", ["-100", "30", "-30"], ["-5", "0", "0"]),
    ],
)
def test_each_application_takes_its_part_back(difference, remaining, changes, backs):
    found = taken_back(D(difference), D(remaining), map(D, changes), D("0.01"))
    assert found == [D(back) for back in backs]
