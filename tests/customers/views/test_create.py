"""The form of a new customer."""

import pytest
from django.urls import reverse

from customers.models import Customer
from tests.customers.builders import let_numbers_be_typed, person, typed_card

URL = "/customers/new/"


@pytest.fixture
def clerk(house, client):
    """A browser with a clerk in front of it."""
    client.force_login(person("ann", "clerk"))
    return client


@pytest.fixture
def accountant(house, client):
    """A browser with an accountant in front of it."""
    client.force_login(person("jane", "accountant"))
    return client


def test_a_customer_is_made_and_its_card_opens(clerk):
    card = typed_card(
        name="Boulangerie 🥐", **{"bank-0-code": "main", "bank-0-account_no": "123"}
    )
    response = clerk.post(URL, card, follow=True)
    customer = Customer.objects.get()
    assert response.redirect_chain[-1][0] == reverse("customers:detail", args=[customer.pk])
    assert "Boulangerie 🥐" in response.content.decode()
    assert customer.bank_accounts.get().code == "MAIN"


def test_a_refusal_keeps_everything_typed(clerk):
    card = typed_card(
        name="Adatum",
        city="Lyon",
        country="XX",
        credit_limit="1e30",
        **{"bank-0-code": "main", "bank-0-iban": "FR00"},
    )
    response = clerk.post(URL, card)
    page = response.content.decode()
    assert response.status_code == 422
    for typed in ('value="Adatum"', 'value="Lyon"', 'value="1e30"', 'value="FR00"'):
        assert typed in page
    assert not Customer.objects.exists()


def test_a_bad_iban_is_said_in_its_row(clerk):
    card = typed_card(**{"bank-0-code": "main", "bank-0-iban": "FR7630006000011234567890188"})
    response = clerk.post(URL, card)
    assert response.status_code == 422
    assert "is not a valid IBAN" in response.content.decode()


@pytest.mark.parametrize("amount", ["NaN", "1e30", "-1", "1.234", "9" * 30, "Infinity"])
def test_no_credit_limit_that_is_no_amount(clerk, amount):
    assert clerk.post(URL, typed_card(credit_limit=amount)).status_code == 422
    assert not Customer.objects.exists()


@pytest.mark.parametrize("field", ["name", "city", "phone", "vat_registration_no", "email"])
def test_ten_thousand_characters_are_refused_beside_the_field(clerk, field):
    response = clerk.post(URL, typed_card(**{field: "x" * 10_000}))
    assert response.status_code == 422
    assert not Customer.objects.exists()


@pytest.mark.parametrize(
    "name", ["شركة النور للتجارة 🌙", "日本文具株式会社", "<script>alert(1)"]
)
def test_any_script_survives_on_every_page(clerk, name):
    page = clerk.post(URL, typed_card(name=name), follow=True).content.decode()
    assert Customer.objects.get().name == name
    assert "<script>alert" not in page


def test_the_number_field_is_there_only_where_the_series_allows_it(clerk):
    assert 'name="no"' not in clerk.get(URL).content.decode()
    let_numbers_be_typed()
    assert 'name="no"' in clerk.get(URL).content.decode()


def test_a_clerk_sees_no_block_and_sending_one_is_refused(clerk):
    assert 'name="blocked"' not in clerk.get(URL).content.decode()
    response = clerk.post(URL, typed_card(blocked="ship"))
    assert response.status_code == 422
    assert "Ask an accountant" in response.content.decode()
    assert not Customer.objects.exists()


def test_each_block_explains_itself_where_it_is_chosen(accountant):
    page = accountant.get(URL).content.decode()
    assert page.count('type="radio" name="blocked"') == 4
    assert "Nothing is allowed, not even a payment." in page


def test_french_says_vide_expedier_facture_tous(accountant):
    from arcore.company.models import User

    User.objects.update(language="fr")
    page = accountant.get(URL).content.decode()
    for word in (
        "(vide)",
        "Expédier",
        "Facture",
        "Tous",
        "Nouveau client",
        "pas même un",
        "Limite de crédit",
    ):
        assert word in page


def test_an_accountant_blocks_a_new_customer_for_privacy(accountant):
    response = accountant.post(URL, typed_card(blocked="", privacy_blocked="on"), follow=True)
    assert Customer.objects.get().blocked == "all"
    assert "blocked for privacy, and so for all" in response.content.decode()
