"""The whole way by keyboard: money in, customers, an amount, the rest, posted."""

import pytest

from ledger.books import check_books
from ledger.models import CustomerLedgerEntry
from payments.models import SplitReceipt
from tests.payments.registration.builders import numbered_batch
from tests.plugins.browser import serious_violations

pytestmark = pytest.mark.browser


def arrived(page, selector):
    """Wait for a page with that on it, and for its scripts, which hear the keys."""
    page.wait_for_selector(selector)
    page.wait_for_load_state()


def test_a_transfer_for_two_customers_is_split_without_the_mouse(open_page, committed_house):
    house = committed_house
    numbered_batch(house)
    first = house.invoice_of("100.00", house.customer("Adatum"))
    second = house.invoice_of("80.00", house.customer("Contoso"))
    page = open_page(house.user("andre"))
    page.goto("/payments/splits/")
    page.keyboard.press("c")
    arrived(page, "#id_amount")
    page.focus("#id_amount")
    page.keyboard.type("170")
    page.keyboard.press("Enter")
    arrived(page, "#id_customer")
    for customer in (first.customer, second.customer):
        page.focus("#id_customer")
        page.keyboard.type(customer.no)
        page.wait_for_selector(f"[role=option][aria-selected=true] >> text={customer.name}")
        page.keyboard.press("Escape")  # what was typed is meant as it stands
        page.keyboard.press("Enter")
        arrived(page, f"#customer-{customer.pk}")
    assert serious_violations(page) == []

    page.focus(f"#amount-{first.pk}")
    page.keyboard.press("Control+a")
    page.keyboard.type("90")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#entry-{first.pk} input[value='90.00']")
    assert page.evaluate("document.activeElement.id") == f"amount-{second.pk}"
    page.keyboard.press("Control+a")
    page.keyboard.type("80")
    page.keyboard.press("Control+Enter")
    arrived(page, "[data-submit]")
    assert serious_violations(page) == []
    page.keyboard.press("o")
    page.wait_for_url("**/payments/splits/")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.remaining, second.remaining) == (10, 0)
    assert CustomerLedgerEntry.objects.filter(document_type="payment").count() == 2
    assert not SplitReceipt.objects.exists()
    assert check_books() == []
