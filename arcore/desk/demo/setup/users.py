"""The four people who sign in to the demo company."""

from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from arcore.company.models import User
from arcore.company.roles import ACCOUNTANT, ADMINISTRATOR, AUDITOR, CLERK

PASSWORD = "arcore-demo-2026"  # noqa: S105 (printed on the terminal; a demo has no secrets)


class Person(NamedTuple):
    """Who signs in, with which role and language."""

    username: str
    first_name: str
    last_name: str
    role: str
    language: str


PEOPLE = (
    Person("clara", "Clara", "Moreau", CLERK, "fr"),
    Person("andre", "André", "Keller", ACCOUNTANT, "en"),
    Person("astrid", "Astrid", "Lund", AUDITOR, "en"),
    Person("admin", "Agnès", "Perrin", ADMINISTRATOR, "fr"),
)


def make_users() -> dict[str, User]:
    """Everybody by username; only the administrator enters the Django admin."""
    password = make_password(PASSWORD)
    users = {}
    for person in PEOPLE:
        user = User.objects.create(
            username=person.username,
            first_name=person.first_name,
            last_name=person.last_name,
            email=f"{person.username}@arcadia-cycles.example",
            language=person.language,
            is_staff=person.role == ADMINISTRATOR,
            password=password,
        )
        user.groups.add(Group.objects.get(name=person.role))
        users[person.username] = user
    return users
