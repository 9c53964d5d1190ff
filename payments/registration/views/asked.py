"""What every screen of payment registration needs: permissions, who asks, the way back."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payments.models import RegistrationSetup

VIEW = "payments.view_registrationline"
TICK = "payments.change_registrationline"
POST = "payments.post_registrationline"
SETUP = "payments.change_registrationsetup"
JOURNAL = "payments.add_journalline"
ASKED = "payment-registration-asked"  # in the session: the setup was confirmed


def crumbs() -> list[tuple]:
    """The way back to the list."""
    return [(_("Payment registration"), reverse("registration:list"))]


def journal_url(request: HttpRequest, setup: RegistrationSetup | None) -> str:
    """Where a new line of the user's journal batch is typed; empty for whoever may not."""
    if setup is None or setup.batch_id is None or not request.user.has_perm(JOURNAL):
        return ""
    return reverse("journal:line_new", args=[setup.batch_id])
