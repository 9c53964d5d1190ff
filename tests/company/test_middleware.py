import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext

from arcore.company.middleware import PreferredLanguageMiddleware
from arcore.company.models import User


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def page(rf, user):
    request = rf.get("/")
    request.user = user
    answer = PreferredLanguageMiddleware(lambda _: HttpResponse(gettext("Vendor")))(request)
    return request, answer.content.decode()


@pytest.mark.parametrize(("language", "word"), [("en", "Vendor"), ("fr", "Fournisseur")])
def test_a_page_speaks_the_language_of_its_reader(rf, language, word):
    request, text = page(rf, User(username="ann", language=language))
    assert text == word
    assert language == request.LANGUAGE_CODE


def test_the_reader_s_language_wins_over_the_browser_s(rf):
    with translation.override("fr"):
        assert page(rf, User(username="ann", language="en"))[1] == "Vendor"


def test_a_stranger_keeps_the_language_of_the_cookie_or_browser(rf):
    with translation.override("fr"):
        assert page(rf, AnonymousUser())[1] == "Fournisseur"
