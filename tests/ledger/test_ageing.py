"""Receivables by age: buckets, edges, past dates, and the sum that must agree."""

from dataclasses import astuple
from datetime import date, timedelta
from decimal import Decimal

import pytest

from arcore.values.money import ZERO
from ledger.ageing import (
    Ageing,
    ageing_as_of,
    ageing_by_customer,
    ageing_now,
    balances_now,
)
from ledger.models import CustomerLedgerEntry
from tests.builders import TODAY

BOTH = pytest.mark.parametrize("question", [ageing_now, ageing_as_of])


@BOTH
@pytest.mark.parametrize(
    ("days_overdue", "bucket"),
    [
        (-1, "not_due"),
        (0, "not_due"),  # due today is not overdue
        (1, "days_1_30"),
        (30, "days_1_30"),
        (31, "days_31_60"),
        (60, "days_31_60"),
        (61, "days_61_90"),
        (90, "days_61_90"),
        (91, "over_90"),
        (4000, "over_90"),
    ],
)
def test_each_bucket_up_to_its_edges(house, question, days_overdue, bucket):
    house.invoice_of("12.34", due_date=TODAY - timedelta(days=days_overdue))
    assert question(TODAY) == Ageing(**{bucket: Decimal("12.34")})


@BOTH
def test_an_empty_ledger_owes_nothing(house, question):
    assert question(TODAY) == Ageing()
    assert question(TODAY).balance == ZERO


def test_the_buckets_add_up_to_the_remaining_amounts(house):
    for number in range(12):
        due = TODAY - timedelta(days=17 * number - 30)
        house.invoice_of(f"{number + 1}.11", due_date=due)
    now = ageing_now(TODAY)
    assert now == ageing_as_of(TODAY)
    assert sum(astuple(now)) == now.balance == CustomerLedgerEntry.objects.all().balance()
    assert now.overdue == CustomerLedgerEntry.objects.all().balances(TODAY)["overdue"]


def test_an_evening_in_the_past_knows_nothing_of_later_postings(house):
    house.invoice_of("100.00", day=date(2026, 1, 10), due_date=date(2026, 1, 15))
    house.invoice_of("7.00", day=date(2026, 1, 20), due_date=date(2026, 2, 20))
    assert ageing_as_of(date(2026, 1, 9)) == Ageing()
    assert ageing_as_of(date(2026, 1, 10)) == Ageing(not_due=Decimal("100.00"))
    assert ageing_as_of(date(2026, 1, 20)) == Ageing(
        not_due=Decimal("7.00"), days_1_30=Decimal("100.00")
    )


def test_what_was_paid_later_was_owed_then(house):
    """A credit memo of the 20th closes the invoice; on the 15th it was still open."""
    invoice = house.invoice_of("100.00", day=date(2026, 1, 10), due_date=date(2026, 1, 12))
    memo = house.draft(
        invoice.customer,
        ("1", "100"),
        kind="credit_memo",
        day=date(2026, 1, 20),
        prices_including_vat=True,
        applies_to=invoice,
    )
    house.post_draft(memo)
    assert ageing_as_of(date(2026, 1, 15)) == Ageing(days_1_30=Decimal("100.00"))
    assert ageing_as_of(date(2026, 1, 20)) == Ageing() == ageing_now(TODAY)


def test_customers_are_told_apart_in_one_query(house, django_assert_num_queries):
    one, other = house.customer("One"), house.customer("Other")
    house.invoice_of("10.00", one, due_date=TODAY)
    house.invoice_of("5.00", other, due_date=TODAY - timedelta(days=1))
    house.customer("Owes nothing")
    with django_assert_num_queries(1):
        aged = ageing_by_customer(TODAY)
    assert aged == {
        one.pk: Ageing(not_due=Decimal("10.00")),
        other.pk: Ageing(days_1_30=Decimal("5.00")),
    }
    assert ageing_by_customer(TODAY, [one.pk]).keys() == {one.pk}
    assert ageing_now(TODAY, [other.pk]).overdue == Decimal("5.00")
    with django_assert_num_queries(1):
        balances = balances_now(TODAY, [one.pk, other.pk])
    assert balances == {
        one.pk: (Decimal("10.00"), ZERO),
        other.pk: (Decimal("5.00"), Decimal("5.00")),
    }


def test_foreign_entries_age_in_local_currency(house):
    house.invoice_of("100.00", currency=house.usd, factor=Decimal("0.9"), due_date=TODAY)
    assert ageing_now(TODAY) == ageing_as_of(TODAY) == Ageing(not_due=Decimal("90.00"))
