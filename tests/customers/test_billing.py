"""The bill-to customer is one step away, never more."""

import pytest
from django.db import IntegrityError, transaction

from customers.changing import change_customer
from customers.models import Customer
from customers.refused import CustomerRefused


def bill(customer, payer):
    return change_customer(customer.pk, {"bill_to_customer": payer}, user=None, version=None)


def test_another_customer_may_pay(house):
    shop, head_office = house.customer("Shop"), house.customer("Head office")
    assert bill(shop, head_office).customer.bill_to_customer == head_office
    assert bill(shop, None).customer.bill_to_customer is None


def test_a_customer_is_not_its_own_payer(house):
    shop = house.customer("Shop")
    with pytest.raises(CustomerRefused, match="leave the bill-to customer blank"):
        bill(shop, shop)
    with pytest.raises(IntegrityError), transaction.atomic():
        Customer.objects.filter(pk=shop.pk).update(bill_to_customer=shop.pk)


def test_a_payer_must_pay_itself(house):
    shop, region, head = (house.customer(name) for name in ("Shop", "Region", "Head"))
    bill(region, head)
    with pytest.raises(CustomerRefused, match=r"Head\. Choose .* Head instead"):
        bill(shop, region)


def test_whoever_pays_for_others_pays_for_itself(house):
    shop, region, head = (house.customer(name) for name in ("Shop", "Region", "Head"))
    bill(shop, region)
    with pytest.raises(CustomerRefused, match=r"bill-to customer of .* Shop"):
        bill(region, head)


def test_two_clerks_cannot_close_a_circle(committed_house, run_together):
    one, other = committed_house.customer("One"), committed_house.customer("Other")
    outcomes = run_together(2, bill, [one, other], [other, one])
    assert sum(isinstance(outcome, CustomerRefused) for outcome in outcomes) == 1
