"""The list of customers: what it finds, in which order, at what cost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.models import Customer
from tests.customers.builders import person


@pytest.fixture
def auditor(house, client):
    """A browser with an auditor in front of it."""
    client.force_login(person("otto", "auditor"))
    return client


def found(client, query: str = "") -> list[str]:
    response = client.get(f"/customers/?{query}")
    return [row.record.name for row in response.context["table"].rows]


def test_the_text_finds_number_name_and_city_without_accents(auditor, house):
    house.customer("Société Dupré", no="K1", city="Orléans")
    house.customer("Contoso", no="K2", city="Lyon")
    for text in ("dupre", "SOCIETE", "orleans", "k1", "dupre orleans"):
        assert found(auditor, f"q={text}") == ["Société Dupré"], text


def test_names_sort_without_regard_to_accents_and_capitals(auditor, house):
    for name in ("zorro", "Éclair", "Adatum", "ecole"):
        house.customer(name)
    assert found(auditor, "sort=name") == ["Adatum", "Éclair", "ecole", "zorro"]
    assert found(auditor, "sort=-name") == ["zorro", "ecole", "Éclair", "Adatum"]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("ship", ["S"]),
        ("all", ["A", "P"]),
        ("privacy", ["P"]),
        ("any", ["S", "A", "P"]),
        ("none", ["Free"]),
    ],
)
def test_the_block_filter(auditor, house, value, names):
    house.customer("Free")
    house.customer("S", blocked="ship")
    house.customer("A", blocked="all")
    house.customer("P", blocked="all", privacy_blocked=True)
    assert found(auditor, f"blocked={value}") == names


def test_overdue_means_that_the_overdue_entries_sum_above_zero(auditor, house):
    today = timezone.localdate()
    for name, due in (("Late", today - timedelta(days=1)), ("Just due", today)):
        house.invoice_of("100.00", house.customer(name), due_date=due)
    house.customer("Owes nothing")
    assert found(auditor, "overdue=yes") == ["Late"]


def test_balance_and_overdue_stand_beside_the_name(auditor, house):
    late = house.customer("Late")
    house.invoice_of("1000.00", late, due_date=date(2026, 1, 24))
    house.invoice_of("234.56", late, due_date=date(2099, 1, 1))
    page = auditor.get("/customers/").content.decode()
    assert "1,234.56" in page
    assert "1,000.00" in page


def queries_of(client, url: str) -> int:
    client.get(url)  # company name and permissions are kept between requests
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len([one for one in captured if "SAVEPOINT" not in one["sql"]])


OWN = 5
SIGNED_IN = 4  # session, person and role permissions, the same on every page


@pytest.mark.parametrize(
    "url",
    ["/customers/", "/customers/?q=adatum&blocked=none&overdue=yes", "/customers/?at=last"],
)
def test_the_number_of_queries_does_not_depend_on_the_number_of_customers(auditor, house, url):
    house.invoice_of("10.00")
    few = queries_of(auditor, url)
    Customer.objects.bulk_create(
        Customer(no=f"B{n:05d}", name=f"Adatum {n}") for n in range(120)
    )
    assert queries_of(auditor, url) <= OWN + SIGNED_IN
    assert few <= OWN + SIGNED_IN


def test_bulk_made_customers_are_found_too(auditor, house):
    Customer.objects.bulk_create([Customer(no="B1", name="Œuvre")])
    assert found(auditor, "q=oeuvre") == ["Œuvre"]


def test_a_list_without_customers_offers_the_first_to_who_may_make_it(house, client):
    client.force_login(person("ann", "clerk"))
    assert "No customers yet" in client.get("/customers/").content.decode()
