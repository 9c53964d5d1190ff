"""An accountant applies, answers a question, undoes it and reverses, by keyboard alone."""

import re

import pytest

from ledger.models import ApplicationMark, Register
from tests.builders import build_house
from tests.ledger.applying.actions import payment, state
from tests.plugins.browser import serious_violations

pytestmark = pytest.mark.browser


@pytest.fixture
def scene(own_database):
    house = build_house()
    type(house.company).objects.update(payment_tolerance_max=5, payment_tolerance_warning=True)
    adatum = house.customer()
    invoices = [house.invoice_of(gross, adatum) for gross in ("60", "40", "500")]
    return house, invoices, payment(house, adatum, "-96")


def left(page, amount):
    page.wait_for_selector(f"#apply-totals .grand >> text={amount}")


def test_apply_answer_unapply_and_reverse_by_keyboard(scene, open_page):
    house, invoices, paid = scene
    page = open_page(house.user("andre"))
    page.goto(paid.get_absolute_url())
    page.keyboard.press("a")
    page.wait_for_url("**/apply/**")
    page.wait_for_selector(".mark-box:focus")
    page.keyboard.press("Space")
    left(page, "-36.00")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("40")
    page.keyboard.press("Enter")
    left(page, "4.00")
    assert ApplicationMark.objects.count() == 2
    assert serious_violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("o")
    page.wait_for_url("**/post/")
    page.wait_for_selector("text=4.00 EUR is missing to close")
    assert serious_violations(page) == []
    page.keyboard.press("Tab")  # into the page from its start
    page.focus("input[name=tolerance-0]:checked")
    page.keyboard.press("ArrowUp")
    page.wait_for_selector("td >> text=Payment tolerance")
    assert page.evaluate("document.activeElement.type") == "radio"
    page.keyboard.press("o")
    page.wait_for_url(re.compile(r"/ledger/customers/\d+/$"))
    assert "The application is posted" in page.inner_text("#messages")
    assert [row[1] for row in state(paid, *invoices[:2])] == [0, 0, 0]
    page.keyboard.press("z")
    page.wait_for_url("**/unapply/")
    assert serious_violations(page) == []
    page.focus("input[name=reason]")
    page.keyboard.type("Wrong invoices")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/ledger/customers/\d+/$"))
    assert "Wrong invoices" in page.inner_text("main")
    assert [row[1] for row in state(paid, *invoices[:2])] == [-96, 60, 40]
    page.keyboard.press("v")
    page.wait_for_url("**/reverse/")
    page.focus("input[name=reason]")
    page.keyboard.type("Not ours")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/registers/*/")
    assert "Not ours" in page.inner_text("main")
    assert Register.objects.filter(source="reversal", reason="Not ours").count() == 1
    assert state(paid)[0][0] is False


def test_an_amount_that_is_too_much_is_told_beside_it_in_french(scene, open_page):
    house, invoices, paid = scene
    page = open_page(house.user("clara", "clerk"), language="fr", narrow=True)
    page.goto(f"/ledger/apply/customer-entry:{paid.pk}/")
    page.wait_for_selector(".mark-box:focus")
    page.keyboard.type("60,01")
    page.keyboard.press("Tab")
    page.wait_for_selector(".row-problem")
    assert "Il ne reste que 60,00" in page.inner_text(".row-problem")
    assert page.input_value(f"#amount-{invoices[0].pk}") == "60,01"
    assert ApplicationMark.objects.count() == 0
