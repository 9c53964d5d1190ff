"""One row on its way: understood, refused, saved once, or in conflict; by the example journal."""

import json
import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from tests.company.builders import company, person

ROW, ROWS, REMOVE = (reverse(f"ui:kit_lines_{what}") for what in ("row", "rows", "remove"))


@pytest.fixture
def clerk_group(db):
    return Group.objects.create(name="till")


@pytest.fixture
def browser(client, clerk_group):
    company()
    client.force_login(
        person("anna", "administrator"), "django.contrib.auth.backends.ModelBackend"
    )
    return client


def line(**typed):
    """A new row as the page sends it."""
    return {
        "token": "t-1",
        "day": "2026-03-15",
        "kind": "role",
        "account_text": "till",
        "text": "Bread",
        "amount": "5",
        **typed,
    }


def cells(answer):
    """The cells of the row in an answer: name -> (text, value)."""
    html = answer["row"] if isinstance(answer, dict) else answer.json()["row"]
    found = re.findall(
        r'<td role="cell" class="[^"]*" data-name="(\w+)"([^>]*)>(.*?)</td>', html
    )
    return {
        name: (text, (re.findall(r'data-value="([^"]*)"', more) or [""])[0])
        for name, more, text in found
    }


def attribute(answer, name):
    found = re.search(rf'data-{name}="([^"]*)"', answer.json()["row"])
    assert found is not None
    return found[1]


def saved(browser, **typed):
    answer = browser.post(ROW, line(**typed))
    assert answer.status_code == 200, answer.json()
    return answer


def test_a_new_row_comes_back_as_it_is_stored(browser, clerk_group):
    answer = saved(browser, amount="1234.5")
    assert cells(answer) == {
        "day": ("2026-03-15", ""),
        "kind": ("Role", "role"),
        "account": ("till · till", str(clerk_group.pk)),
        "text": ("Bread", ""),
        "amount": ("1,234.50", ""),
        "urgent": ("", ""),
    }
    assert (attribute(answer, "row"), attribute(answer, "version")) == ("1", "1")
    assert "1,234.50" in answer.json()["foot"]
    assert answer.json()["running"]["1"]["balance"].startswith("<span")


def test_amounts_and_dates_are_read_and_written_in_the_language_of_the_user(browser):
    user = browser.get(reverse("ui:kit")).wsgi_request.user
    user.language = "fr"
    user.save()
    answer = saved(browser, day="15/03/2026", amount="1 234,5")
    assert cells(answer)["day"][0] == "15/03/2026"
    assert cells(answer)["amount"][0] == "1\xa0234,50"
    assert cells(answer)["kind"][0] == "Rôle"


def test_a_row_sent_again_is_not_stored_twice(browser):
    saved(browser)
    again = saved(browser)
    changed = saved(browser, amount="6")
    assert attribute(again, "row") == attribute(changed, "row") == "1"
    assert len(browser.session["kit-journal"]) == 1
    assert browser.session["kit-journal"][0]["amount"] == "6.00"


def test_a_new_row_without_a_token_is_refused(browser):
    answer = browser.post(ROW, line(token=""))
    assert answer.status_code == 422
    assert "Reload" in answer.json()["row"]
    assert "kit-journal" not in browser.session


def test_a_refused_row_keeps_all_that_was_typed(browser):
    answer = browser.post(ROW, line(day="31.02.2026", amount="1e9", account_text="nobody"))
    assert answer.status_code == 422
    shown = cells(answer)
    assert shown["day"][0] == "31.02.2026"
    assert shown["amount"][0] == "1e9"
    assert shown["account"] == ("nobody", "")
    html = answer.json()["row"]
    assert html.count("data-field=") == 3
    assert 'data-state="refused"' in html
    assert "kit-journal" not in browser.session


def test_a_refusal_of_the_domain_names_its_cell(browser):
    answer = browser.post(ROW, line(amount="13"))
    assert answer.status_code == 422
    assert 'data-field="amount"' in answer.json()["row"]
    assert "Thirteen brings bad luck." in answer.json()["row"]


def test_typed_markup_stays_text(browser):
    answer = saved(browser, text="<b>&\"'")
    assert cells(answer)["text"][0] == "&lt;b&gt;&amp;&quot;&#x27;"


def test_checking_stores_nothing_and_does_not_call_empty_cells_wrong(browser, clerk_group):
    answer = browser.post(ROW, {"token": "t-1", "kind": "role", "check": "1"})
    assert answer.status_code == 200
    assert "grid-problems" not in answer.json()["row"]
    wrong = browser.post(ROW, line(amount="13", check="1"))
    assert "Thirteen" in wrong.json()["row"]
    assert "kit-journal" not in browser.session


def test_what_follows_from_a_typed_cell_fills_the_others_but_never_what_was_typed(browser):
    follows = browser.post(ROW, line(text="", touched="account", check="1"))
    assert cells(follows)["text"][0] == "till"
    typed = browser.post(ROW, line(text="Mine", touched="text,account", check="1"))
    assert cells(typed)["text"][0] == "Mine"
    unreadable = browser.post(ROW, line(account_text="nobody", touched="account", check="1"))
    assert cells(unreadable)["text"][0] == "Bread"


def test_an_unchanged_row_is_not_stored_again(browser):
    saved(browser)
    again = saved(browser, row="1", version="1", token="")
    assert attribute(again, "version") == "1"


def test_a_row_changed_by_somebody_else_shows_both_versions(browser):
    saved(browser)
    saved(browser, row="1", version="1", amount="6")
    answer = browser.post(ROW, line(row="1", version="1", amount="7"))
    assert answer.status_code == 409
    assert cells(answer)["amount"][0] == "7.00"
    assert "now “6.00”, you typed “7.00”" in answer.json()["row"]
    assert cells({"row": answer.json()["theirs"]})["amount"][0] == "6.00"
    assert 'data-version="2"' in answer.json()["theirs"]
    assert browser.session["kit-journal"][0]["amount"] == "6.00"


def test_two_people_who_type_the_same_agree(browser):
    saved(browser)
    saved(browser, row="1", version="1", amount="6")
    assert attribute(saved(browser, row="1", version="1", amount="6"), "version") == "2"


@pytest.mark.parametrize("token", ["t1", ""])
def test_a_row_that_is_gone_is_a_conflict_without_the_other_side(browser, token):
    answer = browser.post(ROW, line(row="99", version="1", token=token))
    assert answer.status_code == 409
    assert answer.json()["theirs"] == ""
    assert cells(answer)["text"][0] == "Bread"


def test_a_row_is_put_before_another(browser):
    saved(browser)
    saved(browser, token="t-2", text="First", before="1")
    assert [one["text"] for one in browser.session["kit-journal"]] == ["First", "Bread"]


def test_many_rows_are_each_answered_for(browser):
    rows = [line(token="a"), line(token="b", amount="13"), line(token="c", text="Rolls")]
    answer = browser.post(ROWS, {"rows": json.dumps(rows)})
    assert [one["status"] for one in answer.json()["rows"]] == [200, 422, 200]
    assert [one["text"] for one in browser.session["kit-journal"]] == ["Bread", "Rolls"]
    assert ">2<" in answer.json()["foot"]


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ("", 422),
        ("[", 422),
        ("{}", 422),
        ("[1]", 422),
        ('[{"token": 1}]', 400),
        (json.dumps([{}] * 101), 422),
    ],
)
def test_rows_that_cannot_be_read_are_refused(browser, rows, status):
    assert browser.post(ROWS, {"rows": rows}).status_code == status


def test_a_removed_row_is_gone_and_removing_it_again_is_no_error(browser):
    saved(browser)
    for _twice in range(2):
        answer = browser.post(REMOVE, {"row": "1", "version": "1"})
        assert answer.status_code == 200
        assert browser.session["kit-journal"] == []
        assert ">0<" in answer.json()["foot"]


def test_a_number_that_fits_no_row_is_told(browser):
    assert browser.post(REMOVE, {"row": "9" * 30}).status_code == 422
    assert browser.post(ROW, line(row="x", before="-1")).status_code == 200


def test_the_page_holds_text_and_one_set_of_inputs(browser):
    saved(browser)
    saved(browser, token="t-2", text="Rolls")
    page = browser.get(reverse("ui:kit_journal")).content.decode()
    assert page.count(' name="amount"') == 1
    assert page.count(' data-name="amount"') == 3  # two rows, and what a new one is made from


def test_reading_a_page_asks_for_the_names_of_all_accounts_at_once(
    browser, django_assert_max_num_queries
):
    for at in range(4):
        saved(browser, token=f"t-{at}")
    permission = Permission.objects.earliest("pk")
    saved(browser, token="p", kind="permission", account_text=permission.codename)
    with django_assert_max_num_queries(9) as few:
        browser.get(reverse("ui:kit_journal"))
        needed = len(few)
    for at in range(4, 9):
        saved(browser, token=f"t-{at}")
    with django_assert_max_num_queries(needed):
        browser.get(reverse("ui:kit_journal"))
