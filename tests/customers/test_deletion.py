"""A customer with a past or a document stays."""

import pytest

from customers.bank_accounts import BankAccountRow
from customers.changing import change_customer
from customers.deletion import delete_customer, deletion_refusals
from customers.models import Customer, CustomerBankAccount
from customers.refused import CustomerRefused


def told(customer) -> list[str]:
    return [refusal.message for refusal in deletion_refusals(customer)]


def test_a_customer_without_a_past_goes_with_its_bank_accounts(house):
    customer = house.customer()
    row = BankAccountRow(line=1, code="MAIN", account_no="1", preferred=True)
    change_customer(customer.pk, {}, [row], user=None, version=None)
    assert told(customer) == []
    delete_customer(customer.pk, user=None)
    assert not Customer.objects.exists()
    assert not CustomerBankAccount.objects.exists()


def test_an_outstanding_order_is_named(house):
    customer = house.customer()
    order = house.draft(customer, kind="order")
    sentence = f"Can't delete customer {customer}: order {order.no} is outstanding."
    assert told(customer) == [sentence]
    with pytest.raises(CustomerRefused, match="is outstanding"):
        delete_customer(customer.pk, user=None)
    assert Customer.objects.exists()


def test_the_bill_to_customer_of_an_order_stays_too(house):
    payer = house.customer("Payer")
    order = house.draft(house.customer("Shop"), kind="order", bill_to=payer)
    assert told(payer) == [f"Can't delete customer {payer}: order {order.no} is outstanding."]


def test_ledger_entries_forbid_it(house):
    entry = house.invoice_of("100.00")
    assert f"Can't delete customer {entry.customer}: it has ledger entries." in told(
        entry.customer
    )


def test_an_outstanding_order_is_named_before_the_many_that_are_done_with(house):
    customer = house.customer()
    for _ in range(4):
        house.invoice_of("1.00", customer)
    order = house.draft(customer, kind="order")
    assert f"Can't delete customer {customer}: order {order.no} is outstanding." in told(
        customer
    )


def test_the_payer_of_another_customer_stays(house):
    payer = house.customer("Payer")
    shop = house.customer("Shop", bill_to_customer=payer)
    assert told(payer) == [
        f"Can't delete customer {payer}: it is the bill-to customer of customer {shop}."
    ]


def test_a_customer_that_is_gone_already_is_said_so(house):
    with pytest.raises(CustomerRefused, match="no longer exists"):
        delete_customer(4711, user=None)


def test_deleting_and_selling_at_once_never_leaves_an_order_without_customer(
    committed_house, run_together
):
    customer = committed_house.customer()

    def race(what):
        if what == "delete":
            return delete_customer(customer.pk, user=None)
        return committed_house.draft(customer, kind="order")

    outcomes = run_together(2, race, ["delete", "sell"])
    assert sum(isinstance(one, Exception) for one in outcomes) == 1
