"""The pages of vendors: what they find, show, refuse and keep."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from arcore.company.models import User
from ledger.models import Vendor
from ledger.posting import post
from ledger.vendors.changing import change_vendor
from tests.ledger.posting.paying import Line, paying

D = Decimal


@pytest.fixture
def jane(house, client):
    """A browser with an accountant in front of it."""
    client.force_login(house.user("jane"))
    return client


def owe(house, vendor, amount: str, days_late: int = 0) -> None:
    """An invoice of the vendor that has been due for so many days."""
    today = timezone.localdate()
    line = Line(
        vendor.pk, f"-{amount}", "invoice", "vendor", due=today - timedelta(days=days_late)
    )
    post(paying(f"B{amount}", line, account_id=house.accounts["fees"].pk))


def found(client, query: str = "") -> list[str]:
    rows = client.get(f"/vendors/?{query}").context["table"].rows
    return [row.record.name for row in rows]


def typed(house, **facts) -> dict[str, str]:
    return {"name": "Contoso", "posting_group": house.vendor_group.pk, "blocked": "", **facts}


def test_the_text_finds_number_name_and_city_without_accents(jane, house):
    house.vendor("Société Dupré", no="K1", city="Orléans")
    house.vendor("Contoso", no="K2", city="Lyon")
    for text in ("dupre", "orleans", "k1"):
        assert found(jane, f"q={text}") == ["Société Dupré"], text


def test_the_filters_of_block_and_overdue(jane, house):
    house.vendor("Free")
    house.vendor("No pay", blocked="payment")
    late, due = house.vendor("Late"), house.vendor("Due today")
    owe(house, late, "10", days_late=1)
    owe(house, due, "20")
    change_vendor(late.pk, {"blocked": "all"}, user=None, version=None)
    assert found(jane, "blocked=payment") == ["No pay"]
    assert found(jane, "blocked=any") == ["No pay", "Late"]
    assert found(jane, "blocked=none") == ["Free", "Due today"]
    assert found(jane, "overdue=yes") == ["Late"]


def test_the_list_and_the_card_show_what_we_owe_as_positive(jane, house):
    vendor = house.vendor()
    owe(house, vendor, "100", days_late=40)
    owe(house, vendor, "20")
    (row,) = jane.get("/vendors/").context["table"].rows
    assert (row.record.balance, row.record.overdue) == (120, 100)
    context = jane.get(vendor.get_absolute_url()).context
    assert (context["owed"].balance, context["owed"].overdue) == (120, 100)
    assert [part.amount for part in context["parts"]] == [D(20), D(0), D(100), D(0), D(0)]
    assert len(context["entries"]["table"].rows) == 2


def test_a_vendor_is_made_and_its_card_opens(jane, house):
    response = jane.post("/vendors/new/", typed(house, name="Boulangerie 🥐"), follow=True)
    assert response.redirect_chain[-1][0] == Vendor.objects.get().get_absolute_url()
    assert "Boulangerie 🥐" in response.content.decode()


def test_a_refusal_keeps_everything_typed(jane, house):
    response = jane.post("/vendors/new/", typed(house, city="Lyon", iban="FR00", country="XX"))
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="Lyon"' in page
    assert 'value="FR00"' in page
    assert not Vendor.objects.exists()


@pytest.mark.parametrize("field", ["name", "address", "city", "post_code", "iban", "swift"])
def test_ten_thousand_characters_are_refused(jane, house, field):
    assert jane.post("/vendors/new/", typed(house, **{field: "x" * 10_000})).status_code == 422
    assert not Vendor.objects.exists()


def test_each_block_explains_itself_where_it_is_chosen(jane):
    page = jane.get("/vendors/new/").content.decode()
    assert page.count('type="radio" name="blocked"') == 3
    assert "Nothing is allowed, not even an invoice." in page


def test_someone_else_s_change_is_shown_and_nothing_typed_is_lost(jane, house):
    vendor, bob = house.vendor(city="Lyon"), house.user("bob")
    form = typed(house, city="Nice", address="1 rue Haute", version=vendor.version)
    change_vendor(vendor.pk, {"city": "Paris", "swift": "AGRIFRPP"}, user=bob, version=None)
    response = jane.post(f"/vendors/{vendor.pk}/edit/", form)
    page = response.content.decode()
    assert response.status_code == 422
    assert "bob changed this card" in page
    assert "City: Lyon → Paris" in page
    for kept in ('value="Nice"', 'value="1 rue Haute"', 'value="AGRIFRPP"'):
        assert kept in page
    vendor.refresh_from_db()
    assert vendor.city == "Paris"


def test_the_history_shows_the_block_with_its_author(jane, house):
    vendor = house.vendor()
    jane.post(
        f"/vendors/{vendor.pk}/edit/",
        typed(house, blocked="payment", version=vendor.version),
    )
    page = jane.get(f"/vendors/{vendor.pk}/history/").content.decode()
    assert "Blocked: (blank) → Payment" in page
    assert "jane" in page


def test_deleting_looks_first_and_names_what_is_in_the_way(jane, house):
    free, used = house.vendor("Free"), house.vendor("Used")
    owe(house, used, "10")
    assert "it has ledger entries" in jane.get(f"/vendors/{used.pk}/delete/").content.decode()
    assert jane.post(f"/vendors/{used.pk}/delete/").status_code == 422
    jane.get(f"/vendors/{free.pk}/delete/")
    assert Vendor.objects.count() == 2
    assert jane.post(f"/vendors/{free.pk}/delete/").status_code == 302
    assert Vendor.objects.get() == used


def test_suggestions_show_number_name_and_block(jane, house):
    house.vendor("Société Dupré", blocked="payment")
    page = jane.get("/vendors/lookup/?q=dupre").content.decode()
    assert "Société Dupré" in page
    assert "Payment" in page


@pytest.mark.parametrize("role", ["clerk", "auditor", "administrator"])
def test_who_only_looks_is_offered_nothing_to_change(house, client, role):
    client.force_login(house.user("someone", role))
    vendor = house.vendor()
    offered = [one.label for one in client.get(vendor.get_absolute_url()).context["actions"]]
    assert offered == (["Apply entries"] if role == "clerk" else [])
    assert not client.get("/vendors/").context["actions"]


def test_french_pages_render(jane, house):
    User.objects.update(language="fr")
    vendor = house.vendor(blocked="payment", country="DE")
    page = jane.get(vendor.get_absolute_url()).content.decode()
    for words in (
        "Dettes fournisseurs",
        "Allemagne",
        "bloqué pour les règlements",
        "Règlement",
    ):
        assert words in page
    assert "Fournisseur créé." in jane.get(f"/vendors/{vendor.pk}/history/").content.decode()


def test_the_search_over_everything_finds_vendors(jane, house):
    vendor = house.vendor("Unlikely Name")
    assert jane.get("/search/", {"q": "unlikely"}).url == vendor.get_absolute_url()
