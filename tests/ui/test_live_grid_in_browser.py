"""The grid that saves as you go, in a real browser: typed, refused, corrected, never lost."""

import pytest

from tests.company.builders import company, person
from tests.ui.live_pages import (
    JOURNAL,
    cursor,
    problems,
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
    journal.keyboard.type("14")
    journal.keyboard.press("Tab")
    journal.wait_for_selector(".grid-problems", state="detached")
    journal.keyboard.press("Enter")
    wait_for(journal, 0, "saved")
    assert text(journal, 0, "amount") == "14.00"


def test_a_refused_new_row_stays_and_survives_a_reload(journal):
    type_line(journal, "add_company", "13")
    journal.keyboard.press("Enter")
    wait_for(journal, 0, "refused")
    assert cursor(journal) == (1, "amount")
    journal.on("dialog", lambda dialog: dialog.accept())
    journal.reload()
    wait_for(journal, 0, "refused")
    assert text(journal, 0, "amount") == "13"
    assert "Thirteen brings bad luck." in problems(journal)[0]
    journal.keyboard.press("F8")
    assert cursor(journal) == (0, "amount")
    journal.keyboard.type("12")
    journal.keyboard.press("Enter")
    wait_for(journal, 0, "saved")
    journal.reload()
    assert text(journal, 0, "amount") == "12.00"
    assert "arcore-rows" not in journal.evaluate("Object.keys(sessionStorage).join()")
