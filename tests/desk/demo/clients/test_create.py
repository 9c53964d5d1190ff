"""Cards that a clerk could have entered."""

from arcore.values.bank_identifiers import read_iban
from customers.models import Customer, CustomerBankAccount


def test_a_head_office_pays_for_its_branches(demo):
    branches = Customer.objects.exclude(bill_to_customer=None)
    names = list(branches.values_list("name", "bill_to_customer__name"))
    assert names
    assert all(branch.startswith(f"{head}, ") for branch, head in names)


def test_every_card_would_pass_its_own_form(demo):
    for customer in Customer.objects.all():
        customer.full_clean()


def test_every_iban_is_valid_and_belongs_to_one_customer(demo):
    ibans = list(CustomerBankAccount.objects.exclude(iban="").values_list("iban", flat=True))
    assert [read_iban(iban) for iban in ibans] == ibans
    assert len(set(ibans)) == len(ibans)


def test_names_are_not_given_twice(demo):
    names = list(Customer.objects.values_list("name", flat=True))
    assert len(set(names)) == len(names)
