import pytest
from django.conf import settings
from django.urls import reverse

from arcore.company.models import User
from tests.company.builders import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(client):
    ann = person("ann")
    client.force_login(ann)
    return ann


def switch(client, language, back="/somewhere/?page=2"):
    return client.post(reverse("company:set_language"), {"language": language, "next": back})


def test_the_choice_is_kept_on_the_user_and_for_the_sign_in_page(client, ann):
    answer = switch(client, "fr")
    ann.refresh_from_db()
    assert ann.language == "fr"
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "fr"
    assert (answer.status_code, answer["Location"]) == (302, "/somewhere/?page=2")


def test_a_stranger_may_switch_on_the_sign_in_page(client):
    answer = switch(client, "fr", "/login/")
    assert answer["Location"] == "/login/"
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "fr"
    assert not User.objects.exists()


@pytest.mark.parametrize("language", ["", "de", "fr-fr", "../../etc", "x" * 10_000])
def test_an_unknown_language_changes_nothing(client, ann, language):
    answer = switch(client, language)
    ann.refresh_from_db()
    assert ann.language == "en"
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies
    assert answer.status_code == 302


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "\\\\evil"]
)
def test_the_way_back_never_leaves_the_site(client, ann, back):
    assert switch(client, "fr", back)["Location"] == "/"


def test_the_switch_takes_posts_only(client, ann):
    assert client.get(reverse("company:set_language")).status_code == 405


def test_a_foreign_form_can_not_switch(ann):
    from django.test import Client

    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(ann)
    assert switch(guarded, "fr").status_code == 403
    ann.refresh_from_db()
    assert ann.language == "en"
