"""Many rates at once: new ones, changed ones, all in the history."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps

from arcore.company.models import ExchangeRate
from arcore.company.rates.reading import ReadRate
from arcore.company.rates.store import store_rates
from tests.company.builders import currency

pytestmark = pytest.mark.django_db
D = Decimal
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def rate(day, worth, amount="100"):
    return ReadRate(1, "USD", day, D(amount), D(worth))


def test_new_changed_and_as_it_was():
    currency("USD")
    store_rates([rate(MARCH, "92"), rate(APRIL, "93")])
    plan = store_rates([rate(MARCH, "92"), rate(APRIL, "94"), rate(date(2026, 5, 1), "95")])
    assert [(one.is_new, one.changes) for one in plan] == [
        (False, False),
        (False, True),
        (True, False),
    ]
    worth = ExchangeRate.objects.order_by("starting_date").values_list(
        "relational_exchange_rate_amount", flat=True
    )
    assert list(worth) == [92, 94, 95]
    labels = apps.get_model("company", "ExchangeRateEvent").objects.order_by("pgh_id")
    assert list(labels.values_list("pgh_label", flat=True)) == [
        "insert", "insert", "update", "insert"
    ]  # fmt: skip


def test_as_many_statements_for_many_rates_as_for_one(django_assert_num_queries):
    currency("USD")
    for count in (1, 20):
        rates = [rate(date(2025, 1, day + 1), "92", str(count)) for day in range(count)]
        with django_assert_num_queries(4):  # savepoint, look, write, release
            store_rates(rates)
