"""The kit in a real browser: reachable by everybody, fillable by keyboard, nothing lost."""

import re

import pytest
from django.contrib.sessions.models import Session

from tests.company.builders import company, person
from tests.plugins.browser import serious_violations

pytestmark = pytest.mark.browser

SIGN_IN = re.compile(r"/sign-in/\?next=")
KIT_PAGES = ("/ui/kit/", "/ui/kit/list/", "/ui/kit/form/", "/ui/kit/preview/")


@pytest.fixture
def admin(own_database):
    company()
    return person("anna", "administrator")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(admin, open_page, language, color_scheme):
    stranger = open_page(language=language, color_scheme=color_scheme)
    stranger.goto("/sign-in/")
    assert serious_violations(stranger) == []
    page = open_page(admin, language=language, color_scheme=color_scheme)
    for address in KIT_PAGES:
        page.goto(address)
        assert page.get_attribute("html", "lang") == language
        assert page.get_attribute("html", "data-bs-theme") == color_scheme
        assert serious_violations(page) == [], address


def test_no_page_is_wider_than_a_telephone(admin, open_page):
    page = open_page(admin, narrow=True)
    for address in KIT_PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 390, address
    assert serious_violations(page) == []
    page.click(".topbar-menu")
    page.wait_for_selector(".sidebar.show")


def test_a_list_stacks_on_a_telephone_and_still_sorts(admin, open_page):
    page = open_page(admin, narrow=True)
    page.goto("/ui/kit/list/")
    frame = ".table-frame.stacks"
    assert page.evaluate(
        f"(f => f.scrollWidth <= f.clientWidth)(document.querySelector('{frame}'))"
    )
    label = "getComputedStyle(document.querySelector('td[data-label]:not(:first-child)'), '::before')"
    assert page.evaluate(f"{label}.content") not in ("none", "normal")
    page.locator("thead .sort").first.click()
    page.wait_for_url("**sort=**")


def test_rows_are_walked_and_opened_by_keyboard(admin, open_page):
    page = open_page(admin)
    page.goto("/ui/kit/list/")
    for key in "jjk":
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.textContent") == page.text_content(
        ".kit-table tbody tr:first-child .row-link"
    )
    page.keyboard.press("ArrowDown")
    second = page.text_content(".kit-table tbody tr:nth-child(2) .row-link")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/ui/kit/form/?code={second}")


def test_the_list_answers_while_typing_and_the_url_keeps_up(admin, open_page):
    page = open_page(admin)
    page.goto("/ui/kit/list/")
    page.keyboard.press("n")
    page.wait_for_url("**/ui/kit/list/?after=*")
    page.keyboard.press("/")
    page.keyboard.type("change_company")
    page.wait_for_url("**/ui/kit/list/?q=change_company")
    page.wait_for_selector(".pager-count:has-text('1–')")
    assert page.text_content(".row-link").startswith("change_company")
    page.fill("[name=login_from]", "tomorrow")
    page.press("[name=login_from]", "Tab")
    page.wait_for_selector("#id_login_error:has-text('not a date')")
    assert page.get_attribute("[name=login_from]", "aria-invalid") == "true"
    page.go_back()
    page.wait_for_url("**/ui/kit/list/?q=change_company")


def test_a_grid_is_filled_by_keyboard_and_paste(admin, open_page):
    page = open_page(admin)
    page.goto("/ui/kit/form/")
    page.focus("#id_line-0-amount")
    page.keyboard.type("10.10")
    page.keyboard.press("Enter")
    page.keyboard.type("5.05")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+d")
    assert page.input_value("#id_line-2-amount") == "5.05"
    assert page.text_content("[data-total=amount]") == "20.20"
    page.keyboard.press("Control+Backspace")
    assert page.text_content("[data-total=amount]") == "15.15"
    page.click("[data-grid-undo]")
    assert page.text_content("[data-total=amount]") == "20.20"
    page.focus("#id_line-0-text")
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            const rows = ["Bread\\tItem\\t2026-03-15\\t1.00", "Rolls\\taccount\\t\\t2.00", ""];
            data.setData("text/plain", rows.join("\\n"));
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    assert page.input_value("#id_line-1-text") == "Rolls"
    assert page.input_value("#id_line-1-kind") == "account"
    assert page.text_content("[data-total=amount]") == "8.05"


def test_a_lookup_is_chosen_by_keyboard(admin, open_page):
    page = open_page(admin)
    page.goto("/ui/kit/form/")
    page.focus("#id_code")
    page.keyboard.type("add company")
    page.wait_for_selector("#id_code_list [role=option][aria-selected=true]")
    page.keyboard.press("Enter")
    assert page.input_value("#id_code").startswith("add_company ·")
    assert page.input_value("[name=code]").isdecimal()
    assert page.url.endswith("/ui/kit/form/")


def test_a_suggestion_for_less_than_was_typed_is_not_taken(admin, open_page):
    page = open_page(admin)
    page.goto("/ui/kit/form/")
    page.focus("#id_code")
    page.keyboard.type("add_")
    page.wait_for_selector("#id_code_list [role=option][aria-selected=true]")
    page.keyboard.type("company")
    page.keyboard.press("Tab")
    assert page.input_value("#id_code") == "add_company"


def test_a_session_that_ends_under_a_long_form_loses_nothing(admin, open_page):
    page = open_page(admin)
    page.goto("/ui/kit/form/")
    page.fill("#id_name", "Société שלום 🌙")
    page.fill("#id_amount", "12.50")
    page.fill("#id_line-0-text", "Bread")
    page.fill("#id_line-1-text", "Rolls")
    Session.objects.all().delete()
    page.click("[data-submit]")
    page.wait_for_url(SIGN_IN)
    page.fill("[name=username]", "anna")
    page.fill("[name=password]", "a long enough one")
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/ui/kit/form/")
    page.wait_for_selector("[data-draft-restored]")
    assert page.input_value("#id_name") == "Société שלום 🌙"
    assert page.input_value("#id_line-1-text") == "Rolls"
    page.fill("#id_line-0-text", "")
    page.fill("#id_line-1-text", "")
    page.fill("#id_day", "2026-03-15")
    page.click("[data-submit]")
    page.wait_for_url("**/ui/kit/list/")
    assert "arcore-draft" not in page.evaluate("Object.keys(sessionStorage).join()")


def test_a_draft_is_not_shown_to_the_next_person(admin, open_page):
    person("zoe", "administrator")
    page = open_page(admin)
    page.goto("/ui/kit/form/")
    page.fill("#id_name", "secret")
    Session.objects.all().delete()
    page.click("[data-submit]")
    page.wait_for_url(SIGN_IN)
    page.fill("[name=username]", "zoe")
    page.fill("[name=password]", "a long enough one")
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/ui/kit/form/")
    assert page.input_value("#id_name") == ""
    assert "arcore-draft" not in page.evaluate("Object.keys(sessionStorage).join()")


def test_an_expired_session_under_a_list_leads_to_sign_in(admin, open_page):
    page = open_page(admin)
    page.goto("/ui/kit/list/")
    Session.objects.all().delete()
    page.keyboard.press("n")
    page.wait_for_url(SIGN_IN)


def test_the_theme_and_language_are_remembered(admin, open_page):
    page = open_page(admin)
    page.goto("/ui/kit/list/?q=company")
    page.click(".btn-user")
    page.click("button[name=theme][value=dark]")
    page.wait_for_selector("html[data-bs-theme=dark][data-theme=dark]")
    page.wait_for_load_state()  # the menu opens by script
    assert "q=company" in page.url
    page.click(".btn-user")
    page.click("button[name=language][value=fr]")
    page.wait_for_selector("html[lang=fr]")


def test_dates_may_be_typed_short(admin, open_page):
    page = open_page(admin, language="fr")
    page.goto("/ui/kit/form/")
    page.fill("#id_day", "150326")
    page.press("#id_day", "Tab")
    assert page.input_value("#id_day") == "15/03/2026"
