"""The form of an existing customer, and two people in front of one card."""

import pytest

from customers.changing import change_customer
from customers.models import Customer
from tests.customers.builders import person, typed_over


@pytest.fixture
def customer(house) -> Customer:
    """Adatum in Lyon."""
    return house.customer(city="Lyon")


@pytest.fixture
def jane(house, client):
    """A browser with an accountant in front of it."""
    client.force_login(person("jane", "accountant"))
    return client


def url(customer) -> str:
    return f"/customers/{customer.pk}/edit/"


def test_a_change_is_saved_and_recorded_under_its_author(jane, customer):
    jane.post(url(customer), typed_over(customer, city="Paris", blocked="ship"))
    customer.refresh_from_db()
    assert (customer.city, customer.blocked) == ("Paris", "ship")
    page = jane.get(f"/customers/{customer.pk}/history/").content.decode()
    assert "Blocked: (blank) → Ship" in page
    assert "City: Lyon → Paris" in page
    assert "jane" in page


def test_the_number_of_a_customer_never_changes(jane, customer):
    before = customer.no
    jane.post(url(customer), typed_over(customer, no="OTHER", blocked=""))
    customer.refresh_from_db()
    assert customer.no == before


def test_someone_else_s_change_is_shown_and_nothing_typed_is_lost(jane, customer, house):
    form = typed_over(customer, city="Nice", phone="123", blocked="")
    bob = person("bob", "accountant")
    change_customer(customer.pk, {"city": "Paris", "email": "a@b.fr"}, user=bob, version=None)
    response = jane.post(url(customer), form)
    page = response.content.decode()
    assert response.status_code == 422
    assert "bob changed this card" in page
    assert "City: Lyon → Paris" in page
    assert "you typed: Nice" in page
    for kept in ('value="Nice"', 'value="123"', 'value="a@b.fr"'):
        assert kept in page
    customer.refresh_from_db()
    assert customer.city == "Paris"


def test_saving_again_after_the_notice_keeps_mine_and_does_not_undo_theirs(jane, customer):
    form = typed_over(customer, city="Nice", blocked="")
    change_customer(customer.pk, {"city": "Paris", "phone": "9"}, user=None, version=None)
    shown = jane.post(url(customer), form).context["form"]
    jane.post(url(customer), {**form, **{name: shown.data[name] for name in shown.data}})
    customer.refresh_from_db()
    assert (customer.city, customer.phone) == ("Nice", "9")


def test_a_block_set_meanwhile_is_not_lifted_by_an_old_form(jane, customer):
    form = typed_over(customer, city="Nice", blocked="")
    Customer.objects.filter(pk=customer.pk).update(blocked="all")
    page = jane.post(url(customer), form).content.decode()
    assert "Blocked: (blank) → All" in page
    customer.refresh_from_db()
    assert (customer.blocked, customer.city) == ("all", "Lyon")


def test_a_clerk_sees_the_block_and_cannot_change_it(house, client):
    customer = house.customer(blocked="ship")
    client.force_login(person("ann", "clerk"))
    page = client.get(url(customer)).content.decode()
    assert "Only an accountant can change it." in page
    assert 'name="blocked"' not in page
    assert client.post(url(customer), typed_over(customer, blocked="")).status_code == 422
    assert client.post(url(customer), typed_over(customer, city="Nice")).status_code == 302
    customer.refresh_from_db()
    assert (customer.blocked, customer.city) == ("ship", "Nice")


def test_lifting_a_privacy_block_asks_first(jane, house):
    customer = house.customer(blocked="all", privacy_blocked=True)
    form = typed_over(customer, blocked="ship", privacy_blocked="on")
    response = jane.post(url(customer), form)
    assert response.status_code == 422
    assert "Confirm it here" in response.content.decode()
    jane.post(url(customer), {**form, "lift_privacy": "on"})
    customer.refresh_from_db()
    assert (customer.blocked, customer.privacy_blocked) == ("ship", False)


def test_a_bill_to_customer_is_chosen_by_its_number(jane, customer, house):
    payer = house.customer("Head office")
    jane.post(
        url(customer), typed_over(customer, blocked="", bill_to_customer_text=payer.no.lower())
    )
    customer.refresh_from_db()
    assert customer.bill_to_customer == payer


def test_a_customer_that_does_not_exist_is_not_found(jane):
    assert jane.get("/customers/4711/edit/").status_code == 404
