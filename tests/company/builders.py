"""Small companies for tests: only what a test names differs from the usual."""

from typing import Any

from django.contrib.auth.models import Group

from arcore.company.models import Company, Currency, NumberSeries, SeriesUse, User


def currency(code: str = "EUR", **facts: Any) -> Currency:
    return Currency.objects.get_or_create(code=code, defaults={"description": code, **facts})[0]


def company(**facts: Any) -> Company:
    return Company.objects.create(
        **{"name": "Adatum", "local_currency": currency("EUR"), **facts}
    )


def series(code: str = "INV", purpose: str | None = None, **facts: Any) -> NumberSeries:
    made = NumberSeries.objects.create(code=code, **{"prefix": "F-", "digits": 4, **facts})
    if purpose:
        SeriesUse.objects.create(purpose=purpose, series=made)
    return made


def person(username: str, role: str | None = None, **facts: Any) -> User:
    made = User.objects.create_user(username, password="a long enough one", **facts)
    if role:
        made.groups.add(Group.objects.get(name=role))
    return made
