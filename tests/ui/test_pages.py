"""Pages answer with the right status, in both languages, to whom they may."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.exceptions import RequestDataTooBig
from django.test import Client, RequestFactory
from django.urls import reverse

from arcore.ui import errors
from tests.company.builders import company, person

KIT_PAGES = ("ui:kit", "ui:kit_list", "ui:kit_form", "ui:kit_preview", "ui:kit_lookup")


@pytest.fixture
def signed_in(db):
    company()

    def as_role(role):
        client = Client()
        client.force_login(
            person(f"my-{role}", role), backend="django.contrib.auth.backends.ModelBackend"
        )
        return client

    return as_role


@pytest.mark.parametrize("name", KIT_PAGES)
def test_only_the_administrator_sees_the_style_page(signed_in, name):
    assert signed_in("administrator").get(reverse(name)).status_code == 200
    for role in ("clerk", "accountant", "auditor"):
        assert signed_in(role).get(reverse(name)).status_code == 403
    assert Client().get(reverse(name)).status_code == 302


def test_a_list_of_fifty_rows_costs_few_queries(signed_in, django_assert_max_num_queries):
    client = signed_in("administrator")
    client.get(reverse("ui:kit_list"))  # the company's name is known for a minute
    with django_assert_max_num_queries(6):  # session, user, two for rights, count, rows
        response = client.get(reverse("ui:kit_list"))
    assert response.content.count(b'class="row-link"') == 50


@pytest.mark.parametrize(
    "query",
    [
        {"after": "forged"},
        {"after": "🙂" * 400},
        {"sort": "password"},
        {"sort": "--codename"},
        {"at": "nowhere"},
        {"q": "\x00"},
        {"q": "%_'\"\\"},
        {"page": "9" * 40},
        {"page": "0", "per_page": "-1"},
        {"per_page": "0"},
    ],
)
def test_a_broken_address_shows_a_page_and_no_error(signed_in, query):
    response = signed_in("administrator").get(reverse("ui:kit_list"), query)
    assert response.status_code == 200
    assert ("no longer exists" in response.content.decode()) == ("after" in query)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"login_from": "tomorrow"}, "not a date"),
        ({"login_to": "0002-01-01"}, "1990 and 2100"),
        ({"login_from": "2026-02-01", "login_to": "2026-01-01"}, "end lies before the start"),
        ({"q": "x" * 500}, "at most 100"),
    ],
)
def test_a_bad_filter_shows_its_error_and_an_empty_list(signed_in, query, reason):
    shown = signed_in("administrator").get(reverse("ui:kit_list"), query).content.decode()
    assert reason in shown
    assert "row-link" not in shown
    assert next(iter(query.values()))[:20] in shown


def test_a_filter_finds_and_an_empty_answer_offers_the_way_back(signed_in):
    client = signed_in("administrator")
    found = client.get(reverse("ui:kit_list"), {"q": "CUSTOMER view"}).content.decode()
    assert "view_customer" in found
    assert "add_customer" not in found
    assert "Clear the filters" in client.get("/ui/kit/list/?q=qqqq").content.decode()


def test_htmx_gets_the_list_alone(signed_in):
    client = signed_in("administrator")
    part = client.get("/ui/kit/list/", headers={"HX-Request": "true", "HX-Target": "list"})
    assert b"<html" not in part.content
    assert b"hx-swap-oob" in part.content
    assert "HX-Request" in part["Vary"]
    assert b"<html" in client.get("/ui/kit/list/", headers={"HX-Request": "true"}).content


def test_sorting_turns_round_and_drops_the_place(signed_in):
    client = signed_in("administrator")
    page = client.get("/ui/kit/list/?sort=-name&q=can")
    assert 'aria-sort="descending"' in page.content.decode()
    assert list(page.context["table"].data) == list(
        Permission.objects.order_by("-name", "-pk")[:50]
    )
    turn = page.context["table"].sort_links["name"].url
    assert turn == "?sort=name&q=can"


def test_a_wrong_form_is_answered_with_422_and_a_right_one_redirects(signed_in):
    client = signed_in("administrator")
    grid = {"line-TOTAL_FORMS": "1", "line-INITIAL_FORMS": "0"}
    assert client.post("/ui/kit/form/", grid).status_code == 422
    right = {"name": "x", "amount": "1", "day": "2026-03-15", "line-0-kind": "item", **grid}
    assert client.post("/ui/kit/form/", right).status_code == 302
    row = {"line-0-code_text": "add_permission", "line-0-amount": "13"}
    refused = client.post("/ui/kit/form/", right | row)
    assert refused.status_code == 422
    assert "Line 1: Thirteen" in refused.content.decode()
    assert client.post("/ui/kit/form/", {"name": "x"}).status_code == 422


def test_a_preview_carries_version_and_key_and_posts_only_with_them(signed_in):
    client = signed_in("administrator")
    confirm = client.get("/ui/kit/preview/").context["confirm"]
    assert client.post("/ui/kit/preview/", {"version": "1", "key": "x"}).status_code == 200
    done = client.post("/ui/kit/preview/", confirm.initial, follow=True)
    assert '<a href="/ui/kit/">24-0117</a>' in done.content.decode()


def test_no_page_allows_unsafe_scripts_or_styles(signed_in):
    client = signed_in("administrator")
    for name in KIT_PAGES:
        policy = client.get(reverse(name))["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
    shown = client.get(reverse("ui:kit")).content.decode()
    assert " style=" not in shown
    assert "<style" not in shown
    assert " onclick=" not in shown


@pytest.mark.parametrize(("language", "words"), [("en", "Sign in"), ("fr", "Se connecter")])
def test_signing_in_speaks_the_browsers_language(db, language, words):
    page = Client().get(reverse("login"), headers={"accept-language": language})
    assert words in page.content.decode()


def test_too_many_wrong_passwords_lock_the_door(db):
    person("anna")
    wrong = {"username": "anna", "password": "wrong"}
    answers = [
        Client().post(reverse("login"), wrong) for _try in range(settings.AXES_FAILURE_LIMIT)
    ]
    assert [a.status_code for a in answers[:-1]] == [200] * (settings.AXES_FAILURE_LIMIT - 1)
    assert answers[-1].status_code == 429
    assert "Wait 15 minutes" in answers[-1].content.decode()
    right = {"username": "anna", "password": "a long enough one"}
    assert Client().post(reverse("login"), right).status_code == 429


def test_a_password_is_changed_and_signing_out_needs_a_post(signed_in):
    client = signed_in("clerk")
    new = "quite another long one"
    data = {"old_password": "a long enough one", "new_password1": new, "new_password2": new}
    assert (
        client.post(reverse("password_change"), data | {"old_password": "?"}).status_code == 200
    )
    assert client.post(reverse("password_change"), data).status_code == 302
    assert client.get(reverse("logout")).status_code == 405
    assert client.post(reverse("logout")).status_code == 302
    assert client.get(reverse("password_change")).status_code == 302


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "javascript:1"])
def test_the_theme_switch_leads_nowhere_else(db, target):
    response = Client().post(reverse("set_theme"), {"theme": "dark", "next": target})
    assert response["Location"] == "/"
    assert response.cookies["arcore_theme"].value == "dark"


def test_an_unknown_theme_is_ignored(db):
    client = Client()
    client.cookies["arcore_theme"] = '"><script>'
    assert 'data-theme="auto"' in client.get(reverse("login")).content.decode()
    answer = client.post(reverse("set_theme"), {"theme": "pink"})
    assert "arcore_theme" not in answer.cookies


@pytest.mark.parametrize(
    ("language", "words"), [("en", "does not exist"), ("fr", "n'existe pas")]
)
def test_a_missing_page_says_the_way_out(db, language, words):
    page = Client().get("/no/such/page/", headers={"accept-language": language})
    assert page.status_code == 404
    assert words in page.content.decode().replace("&#x27;", "'")
    assert 'href="/"' in page.content.decode()


def test_a_page_that_was_too_old_to_send_keeps_what_was_typed(signed_in):
    client = signed_in("administrator")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    refused = strict.post("/ui/kit/form/", {"name": "x"})
    assert refused.status_code == 403
    assert "data-keep-drafts" in refused.content.decode()


def test_the_server_error_page_needs_no_database(django_assert_num_queries):
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "undone as a whole" in response.content.decode()


def test_too_much_at_once_is_413(rf):
    assert errors.bad_request(rf.post("/"), RequestDataTooBig()).status_code == 413
    assert errors.bad_request(rf.post("/"), ValueError()).status_code == 400
