"""Search over everything."""

import pytest

from arcore.desk.search import search_everything
from tests.customers.builders import person


def titles(text: str) -> list[tuple[str, int]]:
    return [(str(found.kind.title), len(found.rows)) for found in search_everything(text)]


def test_customers_by_name_documents_and_entries_by_number(house):
    entry = house.invoice_of("10.00")
    draft = house.draft(entry.customer, kind="order")
    assert titles("adatum") == [("Customers", 1)]
    assert titles(draft.no.lower()) == [("Documents", 1)]
    assert titles(entry.document_no) == [("Posted invoices", 1), ("Customer ledger entries", 1)]


@pytest.mark.parametrize("text", ["", "   ", "nothing like it", "%", "'; drop table x; --"])
def test_what_is_not_there_is_not_found(house, text):
    house.invoice_of("10.00")
    assert titles(text) == []


def test_many_hits_are_cut_and_said_to_be(house):
    for _ in range(11):
        house.customer()
    (found,) = search_everything("adatum")
    assert (len(found.rows), found.more) == (10, True)


def test_the_only_hit_opens_at_once(house, client):
    customer = house.customer()
    client.force_login(person("otto", "auditor"))
    assert client.get("/search/", {"q": customer.no}).url == customer.get_absolute_url()


def test_text_of_ten_thousand_characters_does_no_harm(house, client):
    client.force_login(person("otto", "auditor"))
    response = client.get("/search/", {"q": "\x00<script>" * 1000})
    assert response.status_code == 200
    assert "<script>&lt;" not in response.content.decode()
