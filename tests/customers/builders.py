"""Short ways to people and typed cards for the tests of customers."""

from typing import Any

from django.contrib.auth.models import Group

from arcore.company.models import NumberSeries, User
from customers.models import Customer

PASSWORD = "correct horse battery"
ROLES = ("clerk", "accountant", "auditor", "administrator")


def person(username: str, role: str) -> User:
    """Someone with one role who can sign in."""
    user = User.objects.create_user(username, password=PASSWORD)
    user.groups.add(Group.objects.get(name=role))
    return user


def let_numbers_be_typed() -> None:
    """The customer series allows manual numbers from now on."""
    NumberSeries.objects.filter(uses__purpose="customer").update(manual_allowed=True)


def typed_card(**facts: Any) -> dict[str, str]:
    """What a browser sends for the customer form: valid, with one blank bank account row."""
    return {
        "name": "Adatum",
        "language": "en",
        "application_method": "manual",
        "bank-TOTAL_FORMS": "1",
        "bank-INITIAL_FORMS": "0",
        **{name: str(value) for name, value in facts.items()},
    }


def typed_over(customer: Customer, **facts: Any) -> dict[str, str]:
    """The form of an existing card as it was opened, with some fields changed."""
    shown = {
        "name": customer.name,
        "city": customer.city,
        "version": customer.version,
        "posting_group": customer.posting_group_id or "",
    }
    return typed_card(**{**shown, **facts})
