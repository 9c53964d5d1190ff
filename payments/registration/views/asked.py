"""What every screen of payment registration needs: permissions, who asks, the way back."""

from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from arcore.company.models import User

VIEW = "payments.view_registrationline"
TICK = "payments.change_registrationline"
POST = "payments.post_registrationline"
SETUP = "payments.change_registrationsetup"
ASKED = "payment-registration-asked"  # in the session: the setup was confirmed


def user_of(request: HttpRequest) -> User:
    """The signed-in user; every page demands one."""
    return cast(User, request.user)


def crumbs() -> list[tuple]:
    """The way back to the list."""
    return [(_("Payment registration"), reverse("registration:list"))]
