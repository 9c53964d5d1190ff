"""The grid that saves as you go, in a real browser: typed, refused, corrected, read by all."""

import pytest

from tests.company.builders import company, person
from tests.plugins.browser import serious_violations
from tests.ui.live_typing import (
    JOURNAL,
    ROWS,
    cursor,
    enter,
    paste,
    problems,
    row,
    shown,
    text,
    type_line,
    wait_for,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def admin(own_database):
    company()
    return person("anna", "administrator")


@pytest.fixture
def journal(admin, open_page):
    page = open_page(admin)
    page.goto(JOURNAL)
    return page


def test_a_row_is_saved_when_the_cursor_leaves_it(journal):
    assert cursor(journal) == (0, "account")
    type_line(journal, "add_company", "1234.5")
    journal.keyboard.press("Enter")
    assert cursor(journal) == (1, "amount")
    wait_for(journal, 0, "saved")
    assert text(journal, 0, "account") == "add_company · Can add company"
    assert text(journal, 0, "text") == "Can add company"
    assert text(journal, 0, "amount") == "1,234.50"
    assert shown(journal, 0, "balance") == "1,234.50"
    assert "Row 1 is saved." in journal.text_content("#announce")
    journal.reload()
    assert text(journal, 0, "amount") == "1,234.50"
    assert cursor(journal) == (1, "account")


def test_a_refusal_shows_while_typing_and_goes_when_it_is_corrected(journal):
    type_line(journal, "add_company", "13")
    journal.keyboard.press("Tab")
    journal.wait_for_selector(".grid-problems")
    assert problems(journal) == ["Amount: Thirteen brings bad luck."]
    assert cursor(journal) == (0, "urgent")
    journal.keyboard.press("Shift+Tab")
    assert journal.get_attribute("[name=amount]", "aria-invalid") == "true"
    journal.keyboard.type("14")
    journal.keyboard.press("Tab")
    journal.wait_for_selector(".grid-problems", state="detached")
    journal.keyboard.press("Enter")
    wait_for(journal, 0, "saved")
    assert text(journal, 0, "amount") == "14.00"


def test_a_cell_being_typed_in_is_neither_called_wrong_nor_touched(journal):
    type_line(journal, "add_company", "1,")
    journal.wait_for_timeout(1_500)  # longer than the pause after which the row is checked
    assert problems(journal) == []
    journal.keyboard.type("000")
    assert text(journal, 0, "amount") == "1,000"
    journal.keyboard.press("Control+s")
    wait_for(journal, 0, "saved")
    assert text(journal, 0, "amount") == "1,000"
    journal.keyboard.press("Shift+Tab")
    journal.wait_for_function(
        "() => document.querySelector('[name=amount]').value === '1,000.00'"
    )


def test_every_cell_is_reached_by_keyboard(journal):
    for amount in ("1", "2", "3"):
        enter(journal, int(amount) - 1, "account")
        type_line(journal, "add_company", amount)
        journal.keyboard.press("Enter")
    wait_for(journal, 2, "saved")
    for key, place in (
        ("ArrowUp", (2, "amount")),
        ("Shift+Enter", (1, "amount")),
        ("ArrowRight", (1, "urgent")),
        ("Tab", (2, "day")),
        ("Shift+Tab", (1, "urgent")),
        ("Enter", (2, "urgent")),
        ("Control+Home", (0, "urgent")),
        ("ArrowLeft", (0, "amount")),
        ("Control+End", (3, "amount")),
    ):
        journal.keyboard.press(key)
        assert cursor(journal) == place, key
    journal.keyboard.press("Control+d")
    assert text(journal, 3, "amount") == "3.00"
    journal.keyboard.press("Escape")
    assert text(journal, 3, "amount") == ""
    journal.keyboard.press("Escape")
    assert cursor(journal) == (-1, "BUTTON")
    assert journal.evaluate("document.activeElement.matches('[data-live-add]')")
    journal.keyboard.press("Enter")
    assert cursor(journal) == (3, "day")


def test_rows_are_made_room_for_removed_and_brought_back(journal):
    paste(journal, "add_company\tFirst\t1\nadd_user\tSecond\t2")
    wait_for(journal, 1, "saved")
    enter(journal, 1, "account")
    journal.keyboard.press("Control+Insert")
    assert cursor(journal) == (1, "account")
    type_line(journal, "change_company", "5")
    journal.keyboard.press("Enter")
    wait_for(journal, 1, "saved")
    assert [shown(journal, at, "balance") for at in range(3)] == ["1.00", "6.00", "8.00"]
    journal.keyboard.press("ArrowUp")
    journal.keyboard.press("Control+Backspace")
    journal.wait_for_function(
        "() => document.querySelector('[data-live-foot]').innerText.includes('3.00')"
    )
    assert cursor(journal) == (1, "amount")
    journal.reload()
    assert [text(journal, at, "text") for at in range(2)] == ["First", "Second"]
    enter(journal, 0, "amount")
    journal.keyboard.press("Control+Delete")
    journal.keyboard.press("Control+Shift+Z")
    wait_for(journal, 0, "saved")
    journal.reload()
    assert [text(journal, at, "text") for at in range(2)] == ["First", "Second"]


def test_rows_of_a_spreadsheet_are_pasted_and_the_refused_stay(journal):
    enter(journal, 0, "day")
    paste(
        journal,
        "Posting date\tKind\tAccount\tDescription\tAmount\n"
        "2026-03-15\tPermission\tadd_company\t\t1,000.00\n"
        '2026-03-16\trole\tclerk\t"Two\nlines"\t-80\n'
        "31.02.2026\tRolle\tnobody\tKept\t13",
    )
    wait_for(journal, 1, "saved")
    wait_for(journal, 2, "refused")
    assert [text(journal, at, "account") for at in range(3)] == [
        "add_company · Can add company",
        "clerk · clerk",
        "nobody",
    ]
    assert text(journal, 0, "text") == "Can add company"
    assert text(journal, 1, "kind") == "Role"
    said = " ".join(problems(journal))
    assert "“31.02.2026” is not a date" in said
    assert "Rolle" in said
    assert text(journal, 2, "amount") == "13.00"
    assert journal.inner_text("[data-live-count]") == "1"
    assert journal.locator(ROWS).count() == 4  # the three and one to type in


def test_a_block_that_is_too_wide_is_not_pasted_by_halves(journal):
    enter(journal, 0, "amount")
    paste(journal, "1\tx\t2\t3\n4\tx\t5\t6")
    journal.wait_for_selector("[data-live-notices] .notice")
    assert "4 columns" in journal.inner_text("[data-live-notices]")
    assert journal.locator(ROWS).count() == 1
    assert text(journal, 0, "amount") == ""


def test_a_row_is_copied_and_pasted_as_a_whole(journal):
    paste(journal, "add_company\tBread\t2")
    wait_for(journal, 0, "saved")
    enter(journal, 0, "urgent")
    copied = journal.evaluate(
        """() => {
            const data = new DataTransfer();
            document.activeElement.dispatchEvent(
                new ClipboardEvent("copy", {clipboardData: data, bubbles: true, cancelable: true}));
            return data.getData("text/plain");
        }"""
    )
    assert copied == "2026-03-15\tPermission\tadd_company · Can add company\tBread\t2.00\t"
    journal.keyboard.press("Control+Shift+D")
    assert cursor(journal) == (1, "urgent")
    journal.keyboard.press("Enter")
    wait_for(journal, 1, "saved")
    assert text(journal, 1, "account") == "add_company · Can add company"


def test_a_lookup_searches_where_another_cell_says(journal):
    enter(journal, 0, "kind")
    journal.keyboard.type("Role")
    journal.keyboard.press("Tab")
    journal.keyboard.type("cler")
    journal.wait_for_selector("[role=option][aria-selected=true]")
    journal.keyboard.press("Tab")
    assert text(journal, 0, "account") == "clerk · clerk"
    journal.wait_for_function("() => document.querySelector('[name=text]').value === 'clerk'")
    journal.keyboard.press("Shift+Tab")
    journal.keyboard.press("F2")
    journal.wait_for_selector("[role=listbox]:not([hidden])")
    journal.keyboard.press("Escape")
    assert journal.is_hidden("[role=listbox]")
    assert text(journal, 0, "account") == "clerk · clerk"


def test_an_action_of_a_row_saves_it_and_leads_back_to_it(journal):
    paste(journal, "add_company\tFirst\t1\nadd_user\tSecond\t2")
    wait_for(journal, 1, "saved")
    enter(journal, 0, "text")
    journal.keyboard.type("Changed")
    journal.keyboard.press("Shift+F11")
    journal.wait_for_url("**/kit/journal/?row=1")
    assert text(journal, 0, "text") == "Changed"
    assert cursor(journal) == (0, "day")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_rows_with_refusals(
    admin, open_page, language, color_scheme
):
    page = open_page(admin, language=language, color_scheme=color_scheme)
    page.goto(JOURNAL)
    amount = "1 234,50" if language == "fr" else "1,234.50"
    paste(page, f"add_company\tBread\t{amount}\nnobody\tRolls\t13")
    wait_for(page, 1, "refused")
    assert text(page, 0, "amount").replace("\xa0", " ") == amount
    assert serious_violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert serious_violations(page) == []


def test_a_thousand_rows_hold_inputs_in_one_row_alone(journal):
    journal.click("text=Fill with 1,000 rows")
    journal.wait_for_load_state()
    assert journal.locator(ROWS).count() == 1_001
    assert journal.locator("[data-live-grid] tbody input[name=amount]").count() == 1
    enter(journal, 999, "amount")
    journal.keyboard.type("7")
    journal.keyboard.press("ArrowUp")
    assert cursor(journal) == (998, "amount")
    wait_for(journal, 999, "saved")
    assert row(journal, 998).get_attribute("data-open") == ""
    assert journal.locator("tr[data-open]").count() == 1
