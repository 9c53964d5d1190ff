"""A series that keeps date order gives no number for a day before its last one."""

from datetime import timedelta

import pytest

from ledger.posting.checks.number_order import number_order
from ledger.posting.for_sources import Draw
from tests.ledger.posting.requests import DAY, messages, request_of


def draw(first, last, date_order=True):
    return Draw(1, "PS-INV", "INV", 5, date_order, last, first, first, 1)


@pytest.mark.parametrize(
    ("days_after_the_last", "refused"), [(-1, True), (0, False), (1, False)]
)
def test_the_day_must_not_precede_the_last_one(days_after_the_last, refused):
    wanted = draw(DAY + timedelta(days=days_after_the_last), DAY)
    found = messages(number_order(request_of(draws=(wanted,))))
    assert bool(found) is refused
    assert all("Series PS-INV keeps its numbers in date order" in one for one in found)


@pytest.mark.parametrize(
    "wanted", [draw(DAY, None), draw(DAY, DAY + timedelta(9), date_order=False)]
)
def test_a_new_series_and_one_without_order_take_any_day(wanted):
    assert messages(number_order(request_of(draws=(wanted,)))) == []
