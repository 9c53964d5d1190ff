"""Who changed what: every change of setup leaves a row, passwords and counters leave none."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.utils import timezone

from arcore.company.models import ExchangeRate, NumberSeries
from tests.company.builders import company, currency, person, series

pytestmark = pytest.mark.django_db


def events(model: str):
    return apps.get_model("company", f"{model}Event").objects.order_by("pgh_id")


def test_a_change_of_the_company_keeps_both_states():
    held = company(name="Adatum")
    held.name = "Adatum & Fils"
    held.save()
    assert [(e.pgh_label, e.name) for e in events("Company")] == [
        ("insert", "Adatum"),
        ("update", "Adatum & Fils"),
    ]


def test_a_person_s_history_holds_no_password_and_no_sign_in():
    ann = person("ann")
    ann.set_password("another long one")
    ann.last_login = timezone.now()
    ann.save()
    assert events("User").count() == 1
    assert not {"password", "last_login"} & {f.name for f in events("User").model._meta.fields}
    ann.is_staff = True
    ann.save()
    assert [e.is_staff for e in events("User")] == [False, True]


def test_drawing_numbers_is_no_change_of_the_series():
    held = series(purpose="quote")
    NumberSeries.objects.draw("quote", date(2026, 1, 23), 5)
    assert events("NumberSeries").count() == 1
    held.refresh_from_db()
    held.prefix = "G-"
    held.save()
    assert [e.prefix for e in events("NumberSeries")] == ["F-", "G-"]


def test_a_deleted_rate_is_still_in_the_history():
    ExchangeRate.objects.create(
        currency=currency("USD"),
        starting_date=date(2026, 1, 1),
        relational_exchange_rate_amount=Decimal("0.9"),
    ).delete()
    assert [e.pgh_label for e in events("ExchangeRate")] == ["insert", "delete"]
