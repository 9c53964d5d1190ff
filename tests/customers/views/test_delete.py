"""Deleting by way of a preview."""

import pytest

from customers.models import Customer
from tests.customers.builders import person


@pytest.fixture
def jane(house, client):
    """A browser with an accountant in front of it."""
    client.force_login(person("jane", "accountant"))
    return client


def test_looking_deletes_nothing_and_confirming_does(jane, house):
    customer = house.customer()
    url = f"/customers/{customer.pk}/delete/"
    assert "Delete the customer" in jane.get(url).content.decode()
    assert Customer.objects.exists()
    page = jane.post(url, follow=True).content.decode()
    assert f"Customer {customer} is deleted." in page
    assert not Customer.objects.exists()


def test_an_obstacle_is_shown_before_and_refused_after(jane, house):
    customer = house.customer()
    order = house.draft(customer, kind="order")
    url = f"/customers/{customer.pk}/delete/"
    page = jane.get(url).content.decode()
    assert f"order {order.no} is outstanding" in page
    assert "Delete the customer" not in page
    assert jane.post(url).status_code == 422
    assert Customer.objects.exists()
