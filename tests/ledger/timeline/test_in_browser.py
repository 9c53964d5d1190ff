"""The timeline in a real browser: by keyboard, on a telephone, in both languages."""

import pytest

from ledger.timeline.views import Timeline
from tests.builders import build_house
from tests.ledger.applying.actions import payment, unapply
from tests.plugins.browser import NARROW, serious_violations

pytestmark = pytest.mark.browser


@pytest.fixture
def scene(own_database):
    house = build_house()
    adatum = house.customer()
    invoices = [house.invoice_of(gross, adatum) for gross in ("60", "40", "500")]
    payment(house, adatum, "-100", applies=invoices[:2])
    unapply(invoices[0], reason="wrong customer")
    return house, adatum, invoices


def test_a_clerk_walks_filters_and_turns_pages_by_keyboard(scene, open_page, monkeypatch):
    house, adatum, invoices = scene
    monkeypatch.setattr(Timeline, "page_rows", 3)
    page = open_page(house.user("clara", "clerk"))
    page.goto(adatum.get_absolute_url())
    page.click("nav.tabs >> text=Timeline")
    page.wait_for_url("**/timeline/")
    assert serious_violations(page) == []
    page.click("th >> text=Date")  # oldest first
    page.wait_for_url("**sort=date*")
    page.wait_for_selector(f"tbody tr:first-child >> text={invoices[0].document_no}")
    page.keyboard.press("n")
    page.wait_for_selector("text=wrong customer")
    page.keyboard.press("p")
    page.wait_for_selector(f"tbody tr:first-child >> text={invoices[0].document_no}")
    page.select_option("select[name=kind]", "application")
    page.wait_for_selector("text=1–2 of 2")
    assert page.locator("tbody .tag").all_inner_texts() == ["Application", "Unapplication"]
    page.focus("#main")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ledger/customers/*/")
    page.keyboard.press("t")  # and back to the account
    page.wait_for_url("**/timeline/")


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_it_fits_a_telephone_in_french(scene, open_page, color_scheme):
    house, adatum, _invoices = scene
    user = house.user("clara", "clerk")
    page = open_page(user, language="fr", narrow=True, color_scheme=color_scheme)
    page.goto(f"{adatum.get_absolute_url()}timeline/")
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    assert serious_violations(page) == []
    assert "Délettrage" in page.inner_text("#list")
