"""Suggestions while a customer is typed."""

from tests.customers.builders import person


def test_suggestions_show_number_name_and_block(house, client):
    client.force_login(person("ann", "clerk"))
    house.customer("Société Dupré", blocked="ship")
    house.customer("Contoso")
    page = client.get("/customers/lookup/?q=dupre").content.decode()
    assert "Société Dupré" in page
    assert "Ship" in page
    assert "Contoso" not in page


def test_at_most_twelve_and_a_word_about_the_rest(house, client):
    client.force_login(person("ann", "clerk"))
    for _ in range(13):
        house.customer()
    page = client.get("/customers/lookup/?q=adatum").content.decode()
    assert page.count('data-pk="') == 12
    assert "There are more" in page
