import pytest
from django.utils import translation

from arcore.company.models import ExchangeRate, NumberSeries
from arcore.company.used_by import used_by
from tests.company.builders import company, currency, series

pytestmark = pytest.mark.django_db


def test_a_row_nobody_uses_may_go():
    assert used_by(currency("CHF")) == []
    assert used_by(series()) == []


def test_every_kind_of_user_is_named_once():
    euro = currency("EUR")
    company(local_currency=euro)
    for month in (1, 2):
        ExchangeRate.objects.create(
            currency=euro, starting_date=f"2026-0{month}-01", relational_exchange_rate_amount=1
        )
    assert sorted(used_by(euro)) == ["company", "exchange rates"]


def test_users_are_named_in_french():
    series(purpose="quote")
    with translation.override("fr"):
        assert used_by(NumberSeries.objects.get()) == ["affectations de souches"]
