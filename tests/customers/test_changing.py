"""Changing a card: never over someone else's change."""

from decimal import Decimal

import pytest

from customers.changing import CustomerChanged, change_customer
from customers.models import Customer
from customers.refused import CustomerRefused
from tests.customers.builders import person


def change(customer, *accounts, user=None, version=None, confirmed=False, **facts):
    return change_customer(
        customer.pk, facts, accounts, user=user, version=version, confirmed=confirmed
    )


def test_the_named_facts_change_and_the_others_stay(house):
    customer = house.customer(city="Lyon", phone="1")
    saved = change(customer, city="Paris").customer
    assert (saved.city, saved.phone, saved.name) == ("Paris", "1", "Adatum")
    assert Customer.objects.matching("paris").get() == customer


def test_every_change_by_anyone_counts_the_version_up(house):
    customer = house.customer()
    assert change(customer, city="Paris").customer.version == 2
    Customer.objects.filter(pk=customer.pk).update(blocked="ship")
    customer.refresh_from_db()
    assert customer.version == 3
    assert change(customer).customer.version == 3, "nothing changed"


def test_a_stale_version_is_refused_and_nothing_is_stored(house):
    customer = house.customer(city="Lyon")
    change(customer, city="Paris")
    with pytest.raises(CustomerChanged) as refused:
        change(customer, version=1, city="Nice")
    assert refused.value.current.city == "Paris"
    assert Customer.objects.get().city == "Paris"


def test_two_clerks_who_save_one_card_at_once_and_one_is_asked_again(
    committed_house, run_together
):
    customer = committed_house.customer()
    outcomes = run_together(
        2, lambda city: change(customer, version=1, city=city), ["Paris", "Lyon"]
    )
    assert sum(isinstance(one, CustomerChanged) for one in outcomes) == 1
    assert Customer.objects.get().version == 2


def test_a_customer_deleted_meanwhile_is_refused(house):
    customer = house.customer()
    Customer.objects.filter(pk=customer.pk).delete()
    with pytest.raises(CustomerRefused, match="no longer exists"):
        change(customer, city="Paris")


def test_a_refused_change_leaves_nothing_behind(house):
    customer = house.customer()
    with pytest.raises(CustomerRefused):
        change(customer, city="Paris", credit_limit=Decimal(-1))
    assert Customer.objects.get().city == ""


def test_a_clerk_may_not_block_but_may_change_the_rest(house):
    customer, clerk = house.customer(), person("ann", "clerk")
    with pytest.raises(CustomerRefused, match="Ask an accountant"):
        change(customer, user=clerk, blocked="ship")
    assert change(customer, user=clerk, blocked="", city="Paris").customer.city == "Paris"


def test_an_accountant_blocks(house):
    saved = change(house.customer(), user=person("jane", "accountant"), blocked="invoice")
    assert saved.customer.blocked == "invoice"


def test_blocking_the_tolerance_says_what_new_entries_get(house):
    customer = house.customer()
    assert change(customer, block_payment_tolerance=True).notices == (
        "New entries get no payment tolerance.",
    )
    assert change(customer, block_payment_tolerance=True).notices == ()
    assert "again" in change(customer, block_payment_tolerance=False).notices[0]
