"""A customer blocked between order and posting doesn't slip through."""

import pytest

from ledger.books import check_books
from ledger.models import PostedInvoice, PostedShipment, SalesDocument

pytestmark = pytest.mark.browser

REFUSED = "le client {0.no} Adatum est bloqué pour toutes les transactions."


def test_posting_is_refused_in_words_once_the_customer_is_blocked(open_page, committed_house):
    house = committed_house
    customer = house.customer("Adatum", payment_terms=house.plain_terms)
    order = house.draft(customer, ("1", "100"), kind=SalesDocument.Type.ORDER)
    clerk = open_page(house.user("carl", "clerk"), language="fr")
    clerk.goto(f"/documents/{order.pk}/post/")
    assert clerk.locator("[data-submit]").count() == 1

    accountant = open_page(house.user("jane", "accountant"))
    accountant.goto(f"/customers/{customer.pk}/edit/")
    accountant.check("[name=blocked][value=all]")
    accountant.click("[data-submit]")
    accountant.wait_for_url(f"**/customers/{customer.pk}/")

    clerk.click("[data-submit]")
    clerk.wait_for_selector("[data-error-summary]")
    assert REFUSED.format(customer) in clerk.inner_text("[data-error-summary]")
    assert clerk.locator("main [data-submit]").count() == 0
    assert not PostedInvoice.objects.exists()
    assert not PostedShipment.objects.exists()
    assert check_books() == []
