"""An accountant's morning in the payment journal, by keyboard alone, to the posted register."""

import re
from decimal import Decimal

import pytest

from arcore.company.models import NumberSeries
from ledger.models import ApplicationMark, CustomerLedgerEntry
from payments.models import JournalLine, PostedJournal
from tests.builders import build_house
from tests.payments.journal.builders import line_of, receipts
from tests.plugins.browser import serious_violations
from tests.ui.live_typing import cursor, paste, problems, shown, text, wait_for

pytestmark = pytest.mark.browser


@pytest.fixture
def scene(own_database):
    house = build_house()
    series = NumberSeries.objects.create(code="PJ", description="Journals", prefix="PJ")
    batch = receipts(house, number_series=series)
    adatum, trey = house.customer("Adatum Cycles"), house.customer("Trey Research")
    invoices = [house.invoice_of(gross, adatum) for gross in ("500", "700", "90")]
    return house, batch, (adatum, trey), invoices


@pytest.fixture
def journal(scene, open_page):
    house, batch, _customers, _invoices = scene
    page = open_page(house.user("andre"))
    page.goto(batch.get_absolute_url())
    page.wait_for_selector("td[data-name] input:focus")
    return page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def go_to(page, name):
    """Tab until the cursor is in that cell."""
    for _step in range(14):
        if cursor(page)[1] == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached by Tab")


def wait_for_text(page, at, name, wanted):
    for _try in range(600):
        if text(page, at, name) == wanted:
            return
        page.wait_for_timeout(50)
    raise AssertionError(text(page, at, name))


def test_three_lines_are_typed_tested_previewed_and_posted(scene, journal):
    _house, batch, (adatum, trey), invoices = scene
    page = journal
    page.keyboard.type("cycl")
    page.wait_for_selector("[role=option][aria-selected=true] >> text=Adatum Cycles")
    press(page, "Enter", "Tab")
    assert text(page, 0, "account") == f"{adatum.no} · Adatum Cycles"
    assert cursor(page) == (0, "applies_to")
    page.keyboard.type("INV")
    page.wait_for_selector(
        f"[role=option][aria-selected=true] >> text={invoices[0].document_no}"
    )
    assert page.locator("[role=listbox]:visible [role=option]").count() == 3
    press(page, "Enter")
    wait_for_text(page, 0, "amount", "-500.00")
    press(page, "Tab", "Enter")
    wait_for(page, 0, "saved")
    assert cursor(page) == (1, "account")
    page.keyboard.type("trey")
    go_to(page, "amount")
    page.keyboard.type("25")
    press(page, "Tab")
    page.wait_for_selector(".grid-problems li")
    assert "sign" in " ".join(problems(page))
    press(page, "Shift+Tab")
    page.keyboard.type("-25")
    press(page, "Tab", "Enter")
    wait_for(page, 1, "saved")
    assert problems(page) == []
    go_to(page, "account")
    press(page, "Control+d")
    assert text(page, 2, "account") == text(page, 1, "account")
    go_to(page, "amount")
    page.keyboard.type("-5.5")
    press(page, "Control+s")
    wait_for(page, 2, "saved")
    page.reload()
    assert [text(page, at, "amount") for at in range(3)] == ["-500.00", "-25.00", "-5.50"]
    assert serious_violations(page) == []
    press(page, "Escape", "t")
    page.wait_for_url("**/test/")
    assert "3 lines, no errors." in page.inner_text("main")
    press(page, "u")
    page.wait_for_url(f"**{batch.get_absolute_url()}")
    page.wait_for_selector("td[data-name] input:focus")
    press(page, "Escape", "v")
    page.wait_for_url("**/preview/")
    assert "500.00" in page.inner_text("main")
    press(page, "u")
    page.wait_for_selector("td[data-name] input:focus")
    press(page, "Escape", "o")
    page.wait_for_url("**/post/")
    assert serious_violations(page) == []
    press(page, "o")
    page.wait_for_selector("#messages >> text=is posted")
    page.locator("#messages a >> nth=1").focus()
    press(page, "Enter")
    page.wait_for_url("**/registers/*/")
    assert not JournalLine.objects.exists()
    assert CustomerLedgerEntry.objects.filter(customer=trey, open=True).count() == 2
    invoices[0].refresh_from_db()
    assert not invoices[0].open


def test_rows_are_pasted_from_a_spreadsheet_and_the_balance_runs_along(scene, journal):
    house, _batch, (adatum, trey), _invoices = scene
    page = journal
    press(page, "Control+Home", "Home")
    while cursor(page)[1] != "posting_date":
        press(page, "Shift+Tab")
    day = "2026-01-23"
    rows = [
        [day, "Payment", "X1", "Customer", adatum.no, "", "-60.00", "First"],
        [day, "Payment", "X1", "Customer", trey.no, "", "-40.00", "Second"],
        [day, "Payment", "X1", "Bank account", "MAIN", "", "100.00", "Together"],
    ]
    paste(page, "\n".join("\t".join([*one, "", "(none)", ""]) for one in rows))
    for at in range(3):
        wait_for(page, at, "saved")
    assert [shown(page, at, "balance") for at in range(3)] == ["-60.00", "-100.00", "0.00"]
    assert page.locator("[data-live-foot] dd").last.inner_text() == "0.00"
    kept = JournalLine.objects.order_by("line_no").values_list("amount", "balancing_type")
    assert list(kept) == [(-60, ""), (-40, ""), (100, "")]
    assert house.bank == JournalLine.objects.latest("line_no").bank


def test_pasted_rows_without_a_number_and_a_second_window_each_get_the_next(
    scene, journal, open_page
):
    _house, batch, (adatum, trey), _invoices = scene
    page, other = journal, journal.context.new_page()
    other.goto(batch.get_absolute_url())  # the same person, the same proposal
    other.wait_for_selector("td[data-name] input:focus")
    paste(page, f"{adatum.no}\t\t-60.00\n\n{trey.no}\t\t-40.00\n")
    for at in (0, 1):
        wait_for(page, at, "saved")
    for at, number in enumerate(("PJ000001", "PJ000002")):
        wait_for_text(page, at, "document_no", number)
    other.bring_to_front()
    other.keyboard.type(trey.no)
    go_to(other, "amount")
    other.keyboard.type("-5")
    press(other, "Control+s")
    wait_for(other, 0, "saved")
    press(other, "ArrowDown")  # the amount is written as usual; the row stays saved
    assert text(other, 0, "amount") == "-5.00"
    wait_for(other, 0, "saved")
    wait_for_text(other, 0, "document_no", "PJ000003")
    numbers = JournalLine.objects.order_by("line_no").values_list("document_no", flat=True)
    assert list(numbers) == ["PJ000001", "PJ000002", "PJ000003"]


def test_a_pasted_number_is_kept_though_the_page_proposed_the_same(scene, journal):
    """Two rows of one document, then one of the next, as a spreadsheet numbers them."""
    _house, _batch, (adatum, trey), _invoices = scene
    page = journal
    while cursor(page)[1] != "document_no":
        press(page, "Shift+Tab")
    pasted = [("PJ000001", adatum), ("PJ000001", trey), ("PJ000002", adatum)]
    rows = [f"{number}\tCustomer\t{one.no}\t\t-60.00" for number, one in pasted]
    paste(page, "\n".join(rows) + "\n")
    for at in range(3):
        wait_for(page, at, "saved")
    numbers = JournalLine.objects.order_by("line_no").values_list("document_no", flat=True)
    assert list(numbers) == [number for number, _customer in pasted]


def test_a_messy_block_keeps_every_row_and_says_what_is_wrong_with_each(scene, journal):
    _house, _batch, (adatum, trey), _invoices = scene
    page = journal
    while cursor(page)[1] != "posting_date":
        press(page, "Shift+Tab")
    rows = [
        ["23/01/2026", "Règlement", "", "Client", adatum.no, "", "-1,234.50"],
        ["", "", "", "", "", "", ""],
        ["2026-01-23", "Payment", "", "Customer", trey.no, "", "-1\u202f234,50"],
        ["2026-01-23", "Cheque", "", "Customer", "Nobody Ltd", "", "-5"],
        ["someday", "Payment", "", "Customer", f" {trey.no} ", "", "-7"],
    ]
    paste(page, "\n".join("\t".join(one) for one in rows) + "\n")
    for at, state in enumerate(["saved", "refused", "refused", "refused"]):
        wait_for(page, at, state)
    told = " ".join(problems(page))
    for words in ("is not an amount", "“Cheque” is no type", "Nothing found for “Nobody Ltd”"):
        assert words in told
    assert "“someday” is not a date" in told
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    for at, state in enumerate(["refused", "refused", "refused"], start=1):
        wait_for(page, at, state)
    assert text(page, 1, "amount") == "-1\u202f234,50"
    assert text(page, 2, "account") == "Nobody Ltd"
    assert JournalLine.objects.get().amount == Decimal("-1234.50")


def test_a_double_click_posts_once_and_the_way_back_shows_no_posted_line(scene, journal):
    _house, batch, (adatum, _trey), _invoices = scene
    page = journal
    page.keyboard.type(adatum.no)
    go_to(page, "amount")
    page.keyboard.type("-5")
    press(page, "Control+s")
    wait_for(page, 0, "saved")
    press(page, "Escape", "o")
    page.wait_for_url("**/post/")
    page.dblclick("#post-now")
    page.wait_for_selector("#messages >> text=is posted")
    assert CustomerLedgerEntry.objects.filter(document_type="payment").count() == 1
    page.go_back()
    page.wait_for_selector("text=The journal has no lines.")
    page.go_back()
    page.wait_for_url(f"**{batch.get_absolute_url()}")
    page.wait_for_selector("td[data-name] input:focus")
    page.wait_for_selector("[data-row='']")
    assert page.locator("[data-row]:not([data-row=''])").count() == 0


def test_several_documents_are_marked_from_a_line_and_posted(scene, journal):
    _house, _batch, _customers, invoices = scene
    page = journal
    page.keyboard.type("adatum")
    go_to(page, "amount")
    press(page, "Shift+F11")
    page.wait_for_url("**/apply/journal-line:*/")
    page.wait_for_selector(".mark-box:focus")
    press(page, "Space", "ArrowDown")
    page.keyboard.type("300")
    press(page, "Control+Enter")
    page.wait_for_url(re.compile(r"/journals/\d+/\?row=\d+$"))
    page.wait_for_selector("td[data-name] input:focus")
    assert cursor(page)[0] == 0
    assert text(page, 0, "amount") == "-800.00"
    assert shown(page, 0, "applied") == "2 documents 800.00"
    assert ApplicationMark.objects.count() == 2
    press(page, "Shift+F11")
    page.wait_for_selector(".mark-box:focus")
    press(page, "Shift+F11")
    page.wait_for_url(re.compile(r"/journals/\d+/\?row=\d+$"))
    page.wait_for_selector("td[data-name] input:focus")
    press(page, "Escape", "o")
    page.wait_for_url("**/post/")
    press(page, "o")
    page.wait_for_selector("#messages >> text=is posted")
    for invoice in invoices[:2]:
        invoice.refresh_from_db()
    assert [one.remaining for one in invoices[:2]] == [0, 400]
    assert not ApplicationMark.objects.exists()


def test_a_posted_journal_is_copied_back_with_reversed_sign(scene, open_page):
    house, batch, (adatum, _trey), _invoices = scene
    line_of(batch, house, adatum, "-120")
    page = open_page(house.user("andre"))
    page.goto(f"{batch.get_absolute_url()}post/")
    press(page, "o")
    page.wait_for_selector("#messages >> text=is posted")
    posted = PostedJournal.objects.get()
    page.goto(posted.get_absolute_url())
    press(page, "y")
    page.wait_for_url("**/copy/")
    page.focus("input[name=reverse]")
    press(page, "Space", "Control+Enter")
    page.wait_for_url(re.compile(r"/journals/\d+/\?at=last$"))
    assert text(page, 0, "amount") == "120.00"
    copied = JournalLine.objects.get()
    assert (copied.document_type, copied.amount) == ("refund", Decimal(120))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_wrong_with_a_line_is_in_sight_at_1400_pixels(scene, open_page, language):
    house, batch, (adatum, _trey), _invoices = scene
    line_of(batch, house, adatum, "25")  # a payment with the sign of a refund
    andre = house.user("andre")
    andre.language = language
    andre.save()
    page = open_page(andre)
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(batch.get_absolute_url())
    page.wait_for_selector("td[data-name] input:focus")
    inside, mark = page.evaluate(
        """() => {
            const frame = document.querySelector(".live-frame").getBoundingClientRect();
            const told = document.querySelector("[data-shown=state]").getBoundingClientRect();
            const number = document.querySelector("[data-row] > .grid-number");
            // 30 for the scroll bars of page and frame, which a headless browser has not
            return [told.right <= frame.right - 30, getComputedStyle(number, "::before").content];
        }"""
    )
    assert inside
    assert mark == '"▲"'
    assert shown(page, 0, "state") != ""
