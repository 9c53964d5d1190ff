"""Who asks: the user behind a request, as the company knows its people."""

from typing import cast

from django.http import HttpRequest

from arcore.company.models import User


def user_of(request: HttpRequest) -> User:
    """The signed-in user; every page demands one."""
    return cast(User, request.user)
