"""A clerk sells by keyboard alone: new order, typed lines, live totals, preview, posted once."""

from decimal import Decimal

import pytest

from ledger.models import PostedCreditMemo, PostedInvoice, PostedReturnReceipt, PostedShipment
from tests.builders import build_house
from tests.plugins.browser import serious_violations

pytestmark = pytest.mark.browser


def test_an_order_from_the_first_key_to_the_posted_invoice(open_page):
    house = build_house()
    house.customer("Adatum", payment_terms=house.plain_terms)
    page = open_page(house.user("clerk", "clerk"))
    page.goto("/documents/new/order/")
    page.fill("#id_sell_to", "adat")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/documents/*/")
    page.locator("[data-grid] tbody input[role=combobox]").first.focus()
    for typed in ("1000", "", "Blue bicycle 🚲", "3"):
        if typed:
            page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.wait_for_selector("#totals >> text=3,600.00")
    assert page.inner_text("#id_lines-0-amount") == "3,000.00"
    assert serious_violations(page) == []
    page.click("text=Save and preview posting")
    page.wait_for_url("**/post/")
    page.dblclick("button[data-submit]")
    page.wait_for_url("**/posted/invoices/*/")
    assert "INV00001" in page.inner_text("#messages")
    invoice = PostedInvoice.objects.get()
    assert (invoice.total_gross, PostedShipment.objects.count()) == (Decimal(3600), 1)
    assert invoice.lines.get().description == "Blue bicycle 🚲"


def test_rows_pasted_from_a_spreadsheet_become_lines(open_page):
    house = build_house()
    draft = house.draft(house.customer(), ("1", "10"))
    page = open_page(house.user("clerk", "clerk"), language="fr")
    page.goto(draft.get_absolute_url())
    cell = page.locator("[name='lines-1-item_text']")
    cell.focus()
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "1000\\t\\tUn\\t2\\t5,50\\n1000\\t\\tDeux\\t4\\t1,25\\n");
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})
            );
        }"""
    )
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".notice-success")
    lines = list(draft.lines.order_by("line_no").values_list("description", "quantity", "net"))
    assert lines[1:] == [("Un", 2, 11), ("Deux", 4, 5)]


def test_goods_of_an_invoice_come_back_by_keyboard_alone(open_page):
    house = build_house()
    house.post_draft(house.draft(house.customer(), ("10", "100"), ("4", "7.5")))
    page = open_page(house.user("clerk", "clerk"))
    page.goto(PostedInvoice.objects.get().get_absolute_url())
    page.keyboard.press("r")
    page.wait_for_url("**/return/")
    assert serious_violations(page) == []
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Can't return more than 4 units of invoice INV00001.")
    page.wait_for_load_state()
    page.keyboard.type("2")  # the refused quantity is selected
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/*/")
    assert page.inner_text("#id_lines-0-amount") == "300.00"
    page.keyboard.press("v")
    page.wait_for_url("**/post/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/posted/credit-memos/*/")
    assert "Return receipt RCP00001" in page.inner_text("#messages")
    memo = PostedCreditMemo.objects.get()
    assert (memo.total_gross, PostedReturnReceipt.objects.count()) == (Decimal(378), 1)
    assert PostedInvoice.objects.get().entry.remaining == Decimal(1236 - 378)
