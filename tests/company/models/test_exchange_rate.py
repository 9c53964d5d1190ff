from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from arcore.company.errors import RateMissing
from arcore.company.models import ExchangeRate
from tests.company.builders import currency


def rate(starting_date, worth, amount="1", code="USD"):
    return ExchangeRate.objects.create(
        currency=currency(code),
        starting_date=starting_date,
        exchange_rate_amount=Decimal(amount),
        relational_exchange_rate_amount=Decimal(worth),
    )


@pytest.mark.parametrize(
    ("amount", "worth", "factor"),
    [
        ("100", "92.50", "0.925000000"),
        ("1", "1.10", "1.100000000"),
        ("3", "1", "0.333333333"),
        ("1000", "5.9", "0.005900000"),
    ],
)
def test_the_factor_is_local_currency_for_one_unit(amount, worth, factor):
    held = ExchangeRate(
        exchange_rate_amount=Decimal(amount), relational_exchange_rate_amount=Decimal(worth)
    )
    assert str(held.factor) == factor


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "worth"),
    [
        (date(2026, 1, 1), "0.90"),  # the first day counts
        (date(2026, 1, 31), "0.90"),
        (date(2026, 2, 1), "0.95"),
        (date(2099, 1, 1), "0.95"),
    ],
)
def test_the_newest_rate_on_or_before_the_day_holds(day, worth):
    rate(date(2026, 2, 1), "0.95")
    rate(date(2026, 1, 1), "0.90")
    rate(date(2026, 1, 15), "1.15", code="GBP")
    held = ExchangeRate.objects.rate_on(currency("USD"), day)
    assert held.factor == Decimal(worth)
    assert ExchangeRate.objects.rate_on("USD", day) == held


@pytest.mark.django_db
def test_a_missing_rate_names_currency_and_day():
    rate(date(2026, 1, 1), "0.90")
    with pytest.raises(RateMissing, match=r"USD has no exchange rate on .*2025"):
        ExchangeRate.objects.rate_on("USD", date(2025, 12, 31))
    with pytest.raises(RateMissing, match="GBP"):
        ExchangeRate.objects.rate_on("GBP", date(2026, 1, 1))


@pytest.mark.django_db
def test_one_rate_a_day():
    rate(date(2026, 1, 1), "0.90")
    with pytest.raises(IntegrityError), transaction.atomic():
        rate(date(2026, 1, 1), "0.91")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("amount", "worth"), [("0", "1"), ("1", "0"), ("-1", "1"), ("1", "-1")]
)
def test_both_amounts_are_above_zero(amount, worth):
    with pytest.raises(IntegrityError), transaction.atomic():
        rate(date(2026, 1, 1), worth, amount)


@pytest.mark.django_db
def test_the_database_itself_refuses_what_is_no_number():
    kept = rate(date(2026, 1, 1), "0.90")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE company_exchangerate SET exchange_rate_amount = 'NaN' WHERE id = %s",
            [kept.id],
        )


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2, 1989, 2101, 9999])
def test_a_slip_in_the_year_is_refused(year):
    typed = ExchangeRate(
        currency=currency("USD"),
        starting_date=date(year, 1, 1),
        relational_exchange_rate_amount=Decimal(1),
    )
    with pytest.raises(ValidationError, match="between 1990 and 2100"):
        typed.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        typed.save()


@pytest.mark.django_db
def test_a_currency_with_rates_is_not_deleted():
    held = rate(date(2026, 1, 1), "0.90")
    with pytest.raises(ProtectedError):
        held.currency.delete()
