"""What was typed into a live grid outlives refusals, reloads, sessions, rivals and networks."""

import re

import pytest
from django.contrib.sessions.models import Session

from tests.company.builders import company, person
from tests.plugins.browser import session_cookie
from tests.ui.live_typing import (
    JOURNAL,
    ROWS,
    cursor,
    enter,
    paste,
    problems,
    row,
    text,
    type_line,
    wait_for,
)

pytestmark = pytest.mark.browser

ROW_URL = re.compile(r"/lines/row/$")
KEPT = "Object.keys(sessionStorage).filter(key => key.startsWith('arcore-rows')).length"


def wait_for_kept(page, count):
    """The tab keeps drafts a moment after the grid changes; the page's policy forbids eval."""
    for _ in range(600):
        if page.evaluate(KEPT) == count:
            return
        page.wait_for_timeout(50)
    assert page.evaluate(KEPT) == count


@pytest.fixture
def admin(own_database):
    company()
    return person("anna", "administrator")


@pytest.fixture
def journal(admin, open_page):
    page = open_page(admin)
    page.goto(JOURNAL)
    return page


def sign_in(page):
    page.fill("[name=username]", "anna")
    page.fill("[name=password]", "a long enough one")
    page.press("[name=password]", "Enter")


def test_a_refused_new_row_stays_and_survives_a_reload(journal):
    type_line(journal, "add_company", "13")
    journal.keyboard.press("Enter")
    wait_for(journal, 0, "refused")
    assert cursor(journal) == (1, "amount")
    asked = []

    def accept(dialog):
        asked.append(dialog.type)
        dialog.accept()

    journal.on("dialog", accept)
    journal.reload()
    assert asked == ["beforeunload"]
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
    wait_for_kept(journal, 0)
    assert asked == ["beforeunload"]


def test_a_link_waits_for_the_row_that_was_just_typed(journal):
    type_line(journal, "add_company", "5")
    journal.click(".crumbs a")
    journal.wait_for_url("**/ui/kit/")
    journal.goto(JOURNAL)
    assert text(journal, 0, "amount") == "5.00"


def test_a_session_that_ends_is_told_and_the_row_saved_after_signing_in(journal):
    Session.objects.all().delete()
    type_line(journal, "add_company", "5")
    journal.keyboard.press("Enter")
    journal.wait_for_selector("[data-live-notices] .notice")
    assert "Your session has ended" in journal.inner_text("[data-live-notices]")
    assert text(journal, 0, "amount") == "5"
    journal.click("[data-live-notices] a")
    sign_in(journal)
    journal.wait_for_url(f"**{JOURNAL}")
    wait_for(journal, 0, "saved")
    assert text(journal, 0, "amount") == "5.00"
    wait_for_kept(journal, 0)


def test_a_look_at_a_row_that_gets_no_answer_is_taken_again(journal):
    lost: list[str] = []

    def lose_the_first(route):
        if "amount=13" in route.request.post_data and not lost:
            lost.append(route.request.post_data)
            route.abort()
        else:
            route.continue_()

    journal.route(ROW_URL, lose_the_first)
    type_line(journal, "add_company", "13")
    journal.keyboard.press("Tab")
    journal.wait_for_selector(".grid-problems")
    assert problems(journal) == ["Amount: Thirteen brings bad luck."]
    assert "check=1" in lost[0]


def test_a_look_at_a_row_tells_that_the_session_ended(journal):
    Session.objects.all().delete()
    journal.route("**/ui/kit/accounts/**", lambda route: route.abort())
    type_line(journal, "add_company", "13")
    journal.keyboard.press("Tab")
    journal.wait_for_selector("[data-live-notices] .notice")
    assert "Your session has ended" in journal.inner_text("[data-live-notices]")
    assert text(journal, 0, "amount") == "13"


def test_a_look_up_that_hears_of_the_end_when_its_cell_is_gone_leaves_the_page_alone(journal):
    held = []
    journal.route("**/ui/kit/accounts/**", lambda route: held.append(route))
    Session.objects.all().delete()
    journal.keyboard.type("add_company")
    while not held:
        journal.wait_for_timeout(20)
    for key in ("Tab", "Tab", "5", "Enter"):
        journal.keyboard.press(key)
    journal.wait_for_selector("[data-live-notices] .notice")
    gone = row(journal, 0).locator("td[data-name=account] [role=combobox]").count() == 0
    with journal.expect_request_finished(lambda request: "/ui/kit/accounts/" in request.url):
        held[-1].continue_()
    journal.wait_for_timeout(200)  # for what must not happen: it left for the sign-in page
    assert (gone, journal.url.endswith(JOURNAL)) == (True, True)
    assert text(journal, 0, "amount") == "5"


def test_somebody_else_who_signs_in_does_not_find_what_was_typed(journal):
    zoe = person("zoe", "administrator")
    Session.objects.all().delete()
    type_line(journal, "add_company", "5")
    journal.keyboard.press("Enter")
    journal.wait_for_selector("[data-live-notices] .notice")
    journal.click("[data-live-notices] a")
    journal.wait_for_url("**/sign-in/**")
    journal.context.add_cookies([session_cookie(zoe, journal.url.split("/sign-in")[0])])
    journal.goto(JOURNAL)
    assert journal.locator(ROWS).count() == 1
    wait_for_kept(journal, 0)


def test_a_page_older_than_the_sign_in_says_so_and_saves_after_reloading(journal, open_page):
    other = journal.context.new_page()
    Session.objects.all().delete()
    other.goto(JOURNAL)
    sign_in(other)
    other.wait_for_url(f"**{JOURNAL}")
    type_line(journal, "add_company", "5")
    journal.keyboard.press("Enter")
    journal.wait_for_selector("[data-live-notices] a:has-text('Reload')")
    journal.click("[data-live-notices] a")
    wait_for(journal, 0, "saved")
    assert text(journal, 0, "amount") == "5.00"


def test_a_permission_that_was_taken_away_is_told_and_the_row_stays(journal, admin):
    admin.groups.clear()
    type_line(journal, "add_company", "5")
    journal.keyboard.press("Enter")
    journal.wait_for_selector("[data-live-notices] .notice")
    assert "no longer allows" in journal.inner_text("[data-live-notices]")
    assert text(journal, 0, "amount") == "5"
    wait_for_kept(journal, 1)


def test_an_answer_that_gets_lost_makes_no_second_row(journal):
    lost: list[str] = []

    def lose_the_first(route):
        if "check" in (route.request.post_data or "") or lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    journal.route(ROW_URL, lose_the_first)
    type_line(journal, "add_company", "5")
    journal.keyboard.press("Enter")
    journal.wait_for_selector("[data-live-retry]")
    assert "cannot be reached" in journal.inner_text("[data-live-notices]")
    assert lost == [200]
    journal.click("[data-live-retry]")
    wait_for(journal, 0, "saved")
    journal.wait_for_selector("[data-live-notices] .notice", state="detached")
    journal.reload()
    assert journal.locator(ROWS).count() == 2
    assert text(journal, 0, "amount") == "5.00"


def test_rows_typed_without_a_network_are_saved_when_it_is_back(journal):
    journal.context.set_offline(True)
    for at, amount in enumerate(("1", "2")):
        enter(journal, at, "account")
        type_line(journal, "add_company", amount)
        journal.keyboard.press("Enter")
    wait_for(journal, 1, "waiting")
    journal.context.set_offline(False)
    wait_for(journal, 1, "saved")
    journal.reload()
    assert [text(journal, at, "amount") for at in range(2)] == ["1.00", "2.00"]


@pytest.mark.parametrize(
    ("keys", "amount"), [(("F8", "Enter"), "7.00"), (("F8", "Tab", "Enter"), "6.00")]
)
def test_two_versions_of_a_row_are_shown_and_the_person_decides(journal, keys, amount):
    paste(journal, "add_company\tBread\t5")
    wait_for(journal, 0, "saved")
    other = journal.context.new_page()
    other.goto(JOURNAL)
    enter(other, 0, "amount")
    other.keyboard.type("6")
    other.keyboard.press("Enter")
    wait_for(other, 0, "saved")
    enter(journal, 0, "amount")
    journal.keyboard.type("7")
    journal.keyboard.press("Enter")
    wait_for(journal, 0, "conflict")
    assert problems(journal) == [
        "Somebody changed this row meanwhile.",
        "Amount: now “6.00”, you typed “7.00”",
    ]
    for key in keys:
        journal.keyboard.press(key)
    journal.wait_for_selector(".grid-problems", state="detached")
    journal.keyboard.press("Enter")
    journal.wait_for_function("() => !document.querySelector('[data-state=saving]')")
    journal.reload()
    assert text(journal, 0, "amount") == amount


def test_a_row_that_was_removed_meanwhile_is_kept_as_a_new_one(journal):
    paste(journal, "add_company\tBread\t5")
    wait_for(journal, 0, "saved")
    other = journal.context.new_page()
    other.goto(JOURNAL)
    enter(other, 0, "amount")
    other.keyboard.press("Control+Delete")
    other.wait_for_function(
        "() => document.querySelector('[data-live-foot]').innerText.includes('0.00')"
    )
    enter(journal, 0, "amount")
    journal.keyboard.type("7")
    journal.keyboard.press("Enter")
    wait_for(journal, 0, "conflict")
    assert "Somebody removed this row" in problems(journal)[0]
    journal.click("[data-live-mine]")
    wait_for(journal, 0, "saved")
    journal.reload()
    assert text(journal, 0, "amount") == "7.00"
