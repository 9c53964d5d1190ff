"""A live grid of several pages in a real browser: the end, a row in the middle, rows unsaved."""

import pytest
from django.contrib.auth.models import Permission

from tests.company.builders import company, person
from tests.ui.live_codes import make_codes
from tests.ui.live_typing import ROWS, cursor, enter, paste, problems, text, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.ui.live_codes")]


@pytest.fixture
def codes(own_database, open_page):
    company()
    made = make_codes()
    page = open_page(person("anna", "administrator"))
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/codes/")
    page.made = made
    return page


def names(page):
    return [text(page, at, "name") for at in range(page.locator(ROWS).count())]


def test_the_end_is_one_key_away_and_saves_first(codes):
    assert names(codes) == ["Name 0", "Name 1", "Name 2"]
    enter(codes, 2, "name")
    codes.keyboard.type("Changed")
    codes.keyboard.press("Control+End")
    codes.wait_for_url("**/codes/?at=last")
    assert names(codes) == ["Name 5", "Name 6", "Name 7", ""]
    assert codes.locator(".grid-row-number").all_text_contents() == ["6", "7", "8", "9"]
    assert cursor(codes) == (3, "codename")
    codes.keyboard.type("code8")
    codes.keyboard.press("Tab")
    codes.keyboard.type("Name 8")
    codes.keyboard.press("Enter")
    wait_for(codes, 3, "saved")
    codes.click(".pager a[rel=prev]")
    codes.goto("/codes/")
    assert names(codes)[2] == "Changed"


def test_a_block_longer_than_the_page_goes_before_the_next_page(codes):
    enter(codes, 2, "codename")
    sent = []
    codes.on("request", lambda request: sent.append(request.post_data or ""))
    paste(codes, "code2\tChanged\ncodeA\tNew A\ncodeB\tNew B")
    wait_for(codes, 4, "saved")
    assert names(codes) == ["Name 0", "Name 1", "Changed", "New A", "New B"]
    behind = codes.made[3].pk
    assert any(f"before%22%3A%22{behind}%22" in one for one in sent)


def test_a_row_that_is_not_saved_is_found_from_another_page(codes):
    enter(codes, 1, "name")
    codes.keyboard.type("bad")
    codes.keyboard.press("Enter")
    wait_for(codes, 1, "refused")
    codes.goto("/codes/?at=last")
    codes.wait_for_selector("[data-live-notices] a")
    codes.click("[data-live-notices] a")
    codes.wait_for_url(f"**/codes/?row={codes.made[1].pk}")
    wait_for(codes, 1, "refused")
    assert text(codes, 1, "name") == "bad"
    codes.keyboard.press("F8")
    codes.keyboard.type("good")
    codes.keyboard.press("Enter")
    wait_for(codes, 1, "saved")
    assert Permission.objects.get(pk=codes.made[1].pk).name == "good"


def test_a_removal_that_is_refused_brings_the_row_back_with_the_reason(codes):
    enter(codes, 0, "name")
    codes.keyboard.type("Kept")
    codes.keyboard.press("Enter")
    wait_for(codes, 0, "saved")
    enter(codes, 0, "name")
    codes.keyboard.press("Control+Delete")
    codes.wait_for_selector(".grid-problems")
    assert problems(codes) == ["It is needed."]
    assert names(codes) == ["Kept", "Name 1", "Name 2"]
