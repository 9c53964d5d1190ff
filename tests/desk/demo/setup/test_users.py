"""The people of the demo company."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.test import RequestFactory

from arcore.company.models import User
from arcore.desk.demo.setup.users import PASSWORD, PEOPLE


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.username)
def test_everybody_may_sign_in_with_the_printed_password(demo, person):
    user = User.objects.get(username=person.username)
    validate_password(PASSWORD, user)
    request = RequestFactory().post("/")
    assert authenticate(request, username=person.username, password=PASSWORD) == user
    assert [group.name for group in user.groups.all()] == [person.role]


def test_only_the_administrator_enters_the_admin(demo):
    staff = User.objects.filter(is_staff=True).values_list("username", flat=True)
    assert list(staff) == ["admin"]
    assert not User.objects.filter(is_superuser=True).exists()
