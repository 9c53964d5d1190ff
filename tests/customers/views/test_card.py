"""The card: figures that agree with the ledger, at a fixed cost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.customers.builders import person
from tests.customers.views.test_list import queries_of


@pytest.fixture
def auditor(house, client):
    """A browser with an auditor in front of it."""
    client.force_login(person("otto", "auditor"))
    return client


def card(client, customer):
    return client.get(f"/customers/{customer.pk}/")


def test_balance_overdue_and_ageing_agree(auditor, house):
    today, customer = timezone.localdate(), house.customer()
    for amount, days in (("100.00", 0), ("20.00", 1), ("3.00", 31), ("0.40", 61), ("0.05", 91)):
        house.invoice_of(amount, customer, due_date=today - timedelta(days=days))
    owed = card(auditor, customer).context["receivables"]
    assert [part.amount for part in owed.parts] == [
        Decimal(amount) for amount in ("100.00", "20.00", "3.00", "0.40", "0.05")
    ]
    assert (owed.ageing.balance, owed.ageing.overdue) == (Decimal("123.45"), Decimal("23.45"))


@pytest.mark.parametrize(
    ("limit", "left", "words"),
    [
        ("200.00", Decimal("100.00"), "Credit left"),
        ("99.99", Decimal("-0.01"), "exceeded"),
        ("0", None, "no limit"),
    ],
)
def test_the_credit_limit_is_held_against_the_exposure(auditor, house, limit, left, words):
    customer = house.customer(credit_limit=Decimal(limit))
    house.invoice_of("100.00", customer)
    response = card(auditor, customer)
    assert response.context["receivables"].left == left
    assert words in response.content.decode()


def test_the_block_is_said_with_what_remains_possible(auditor, house):
    page = card(auditor, house.customer(blocked="ship")).content.decode()
    assert "is blocked for shipping. Existing shipments can still be invoiced." in page
    page = card(auditor, house.customer(blocked="all", privacy_blocked=True)).content.decode()
    assert "is blocked for privacy." in page


def test_a_missing_posting_group_is_seen_before_posting_fails(auditor, house):
    page = card(auditor, house.customer(posting_group=None)).content.decode()
    assert "missing: needed to post" in page


def test_a_long_ledger_costs_no_more_queries_than_a_short_one(auditor, house):
    customer = house.customer()
    house.invoice_of("1.00", customer)
    url = f"/customers/{customer.pk}/"
    few = queries_of(auditor, url)
    for number in range(20):
        house.invoice_of("1.00", customer)
        house.draft(customer, kind="order" if number % 2 else "quote")
    assert queries_of(auditor, url) == few
    assert few <= 14


def test_an_auditor_is_offered_nothing_to_change(auditor, house):
    assert not card(auditor, house.customer()).context["actions"]


def test_french_cards_and_histories_render(auditor, house):
    from arcore.company.models import User

    User.objects.update(language="fr")
    customer = house.customer(blocked="invoice", country="DE")
    page = card(auditor, customer).content.decode()
    for words in ("Créances clients", "Écritures ouvertes", "Allemagne", "bloqué (Facture)"):
        assert words in page
    page = auditor.get(f"/customers/{customer.pk}/history/").content.decode()
    assert "Client créé." in page


def test_the_payers_card_shows_what_its_branches_have_under_way(auditor, house):
    payer = house.customer("Head office")
    branch = house.customer("Branch", bill_to_customer=payer)
    draft = house.draft(branch, ("1", "100"), kind="order")

    page = card(auditor, payer)

    assert draft.no in page.text


def test_every_kind_of_sales_document_is_begun_from_the_card(client, house):
    customer = house.customer()
    client.force_login(person("carl", "clerk"))
    labels = [str(action.label) for action in card(client, customer).context["actions"]]
    assert [label for label in labels if label.startswith("New ")] == [
        "New quote",
        "New order",
        "New invoice",
        "New credit memo",
        "New return order",
    ]
