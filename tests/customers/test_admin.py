"""The admin maintains setup; customers are there to look at."""

import pytest
from django.urls import reverse

from tests.customers.builders import person

SETUP = (
    *("businessgroup", "customerpostinggroup", "financechargeterms", "paymentmethod"),
    *("paymentterms", "reminderterms", "vatbusinessgroup"),
)


@pytest.fixture
def administrator(house, client):
    """A browser with an administrator in front of it."""
    user = person("root", "administrator")
    user.is_staff = True
    user.save()
    client.force_login(user)
    return client


@pytest.mark.parametrize("model", SETUP)
def test_setup_is_maintained_here(administrator, model):
    assert administrator.get(reverse(f"admin:customers_{model}_add")).status_code == 200
    assert administrator.get(reverse(f"admin:customers_{model}_changelist")).status_code == 200


def test_a_formula_that_cannot_be_is_refused(administrator):
    url = reverse("admin:customers_paymentterms_add")
    response = administrator.post(
        url, {"code": "X", "description": "X", "due_formula": "30X", "discount_percent": "0"}
    )
    assert response.status_code == 200
    assert response.context["errors"]


def test_a_customer_is_looked_at_but_never_blocked_around_its_card(administrator, house):
    customer = house.customer()
    url = reverse("admin:customers_customer_change", args=[customer.pk])
    assert administrator.get(url).status_code == 200
    assert administrator.get(reverse("admin:customers_customer_changelist")).status_code == 200
    assert administrator.post(url, {"blocked": "all"}).status_code == 403
    assert administrator.get(reverse("admin:customers_customer_add")).status_code == 403
    customer.refresh_from_db()
    assert customer.blocked == ""
