import pytest
from django.contrib.auth.models import Permission
from django.test import RequestFactory

from arcore.ui import navigation
from arcore.ui.navigation import SECTIONS, Entry, Section, navigation_for
from tests.company.builders import person

PLACES = (
    Section(
        "One", (Entry("Kit", "ui:kit"), Entry("List", "ui:kit_list", "company.add_company"))
    ),
    Section(
        "Two",
        (Entry("Nowhere", "no:such_page"), Entry("Admin", "admin:index", staff_only=True)),
    ),
)


def seen(user, path="/ui/kit/list/"):
    request = RequestFactory().get(path)
    request.user = user
    sections = navigation_for(request)
    return [(s.label, [(e.label, e.is_current) for e in s.entries]) for s in sections]


@pytest.mark.django_db
def test_only_what_the_user_may_open_is_offered(monkeypatch):
    monkeypatch.setattr(navigation, "SECTIONS", PLACES)
    assert seen(person("clara", "clerk")) == [("One", [("Kit", True)])]
    chief = person("anna", "administrator", is_staff=True)
    assert seen(chief) == [
        ("One", [("Kit", False), ("List", True)]),
        ("Two", [("Admin", False)]),
    ]


@pytest.mark.django_db
def test_every_permission_of_the_menu_exists():
    known = {
        f"{app}.{code}"
        for app, code in Permission.objects.values_list("content_type__app_label", "codename")
    }
    wanted = {entry.permission for section in SECTIONS for entry in section.entries} - {""}
    assert wanted - known == set()
