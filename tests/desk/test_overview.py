"""What the start page says, and what it costs."""

from datetime import timedelta
from decimal import Decimal

import pytest

from arcore.desk.overview import overview
from tests.builders import TODAY
from tests.customers.builders import person
from tests.customers.views.test_list import queries_of


def test_who_owes_most_past_its_date_comes_first(house):
    for name, amount in (("Small", "10.00"), ("Large", "99.00")):
        house.invoice_of(amount, house.customer(name), due_date=TODAY - timedelta(days=1))
    house.invoice_of("500.00", house.customer("Not late"), due_date=TODAY)
    late = overview(TODAY).late
    assert [(one.customer.name, one.overdue) for one in late] == [
        ("Large", Decimal("99.00")),
        ("Small", Decimal("10.00")),
    ]


def test_the_strictest_block_comes_first(house):
    for name, facts in (
        ("Ship", {"blocked": "ship"}),
        ("All", {"blocked": "all"}),
        ("Private", {"blocked": "all", "privacy_blocked": True}),
        ("Invoice", {"blocked": "invoice"}),
        ("Free", {}),
    ):
        house.customer(name, **facts)
    found = overview(TODAY)
    assert [one.name for one in found.blocked] == ["Private", "All", "Invoice", "Ship"]
    assert found.blocked_count == 4


def test_documents_wait_by_type_in_the_order_of_a_sale(house):
    customer = house.customer()
    for kind in ("invoice", "quote", "order", "order"):
        house.draft(customer, kind=kind)
    assert overview(TODAY).drafts == [("quote", 1), ("order", 2), ("invoice", 1)]


def test_the_figures_cost_six_queries(house, django_assert_max_num_queries):
    house.invoice_of("10.00", due_date=TODAY - timedelta(days=1))
    with django_assert_max_num_queries(6):
        overview(TODAY)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_renders_and_its_cost_is_fixed(house, client, language):
    user = person("ann", "clerk")
    user.language = language
    user.save()
    client.force_login(user)
    few = queries_of(client, "/")
    for _ in range(5):
        house.invoice_of("10.00", due_date=TODAY)
        house.customer(blocked="ship")
    assert queries_of(client, "/") <= few + 1  # the names of those who are late
    words = {"en": "Largest overdue", "fr": "Plus gros retards"}[language]
    assert words in client.get("/").content.decode()
