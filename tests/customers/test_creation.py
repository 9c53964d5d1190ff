"""Making a customer: number, refusals, two clerks at once."""

from datetime import date
from decimal import Decimal

import pytest

from arcore.company.models import NumberSeries
from customers.bank_accounts import BankAccountRow
from customers.creation import create_customer
from customers.models import Customer
from customers.refused import CustomerRefused
from tests.customers.builders import let_numbers_be_typed

DAY = date(2026, 1, 23)
IBAN = "FR76 3000 6000 0112 3456 7890 189"


def create(*accounts, user=None, **facts):
    return create_customer({"name": "Adatum", **facts}, accounts, user=user, day=DAY).customer


def fields_of(refused) -> dict:
    return {refusal.field: refusal.message for refusal in refused.value.refusals}


def test_the_number_comes_from_the_customer_series(house):
    assert [create().no, create().no] == ["C00001", "C00002"]


def test_a_refused_customer_uses_no_number(house):
    with pytest.raises(CustomerRefused):
        create(credit_limit=Decimal("-0.01"))
    assert create().no == "C00001"


def test_a_typed_number_is_refused_unless_the_series_allows_it(house):
    with pytest.raises(CustomerRefused) as refused:
        create(no="ADATUM")
    assert "leave it blank" in fields_of(refused)["no"]
    let_numbers_be_typed()
    assert create(no="  adatum 1 ").no == "ADATUM 1"


def test_a_number_that_exists_is_refused_by_name_whatever_its_capitals(house):
    let_numbers_be_typed()
    create(no="A1")
    with pytest.raises(CustomerRefused) as refused:
        create(no="a1")
    assert fields_of(refused)["no"] == (
        "Customer A1 exists already: Adatum. Choose another number."
    )


def test_the_series_steps_over_a_number_that_somebody_typed(house):
    let_numbers_be_typed()
    create(no="C00001")
    assert create().no == "C00002"


def test_without_a_series_the_refusal_says_whom_to_ask(house):
    NumberSeries.objects.get(code="CUST").uses.all().delete()
    with pytest.raises(CustomerRefused, match="Ask an administrator to assign one"):
        create()


def test_two_clerks_who_type_one_number_at_once_get_one_customer(committed_house, run_together):
    let_numbers_be_typed()
    outcomes = run_together(2, lambda name: create(no="SAME", name=name), ["Ann", "Bob"])
    made = [one for one in outcomes if isinstance(one, Customer)]
    refused = [one for one in outcomes if isinstance(one, CustomerRefused)]
    assert (len(made), len(refused)) == (1, 1)
    assert "Customer SAME exists already" in str(refused[0])
    assert Customer.objects.filter(no="SAME").count() == 1


def test_ten_clerks_at_once_draw_ten_numbers(committed_house, run_together):
    outcomes = run_together(10, create)
    assert sorted(one.no for one in outcomes) == [f"C{n:05d}" for n in range(1, 11)]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"country": "XX"}, "country"),
        ({"country": "fr"}, "country"),
        ({"email": "nobody"}, "email"),
        ({"credit_limit": Decimal("-1")}, ""),
        ({"credit_limit": Decimal("NaN")}, "credit_limit"),
        ({"blocked": "sometimes"}, "blocked"),
        ({"language": "xx"}, "language"),
    ],
)
def test_what_the_card_cannot_hold_is_refused_beside_its_field(house, facts, field):
    with pytest.raises(CustomerRefused) as refused:
        create(**facts)
    assert field in fields_of(refused)
    assert not Customer.objects.exists()


def test_all_refusals_arrive_together(house):
    with pytest.raises(CustomerRefused) as refused:
        create(
            BankAccountRow(line=1, code="A", iban="FR00 0000"),
            name="",
            country="XX",
            no="typed",
        )
    assert {refusal.field for refusal in refused.value.refusals} >= {
        "no",
        "name",
        "country",
        "iban",
    }


@pytest.mark.parametrize(
    "name", ["شركة النور للتجارة", "日本文具株式会社", "Boulangerie 🥐 & Fils", "O'Brien <b>"]
)
def test_names_in_any_script_survive(house, name):
    assert Customer.objects.get(pk=create(name=name).pk).name == name


def test_bank_accounts_are_made_with_the_customer_and_one_is_preferred(house):
    customer = create(
        BankAccountRow(line=1, code="main", iban=IBAN),
        BankAccountRow(line=2, code="old", account_no="123", preferred=True),
    )
    customer.refresh_from_db()
    assert [account.code for account in customer.bank_accounts.all()] == ["MAIN", "OLD"]
    assert customer.bank_accounts.get(code="MAIN").iban == IBAN.replace(" ", "")
    assert customer.preferred_bank_account.code == "OLD"
