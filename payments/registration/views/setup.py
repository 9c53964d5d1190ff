"""The user's own setup: into which batch and against which account payments are registered."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from arcore.company.signed_in import user_of
from payments.models import RegistrationSetup
from payments.registration.choosing import missing, numbered_batches, setup_of
from payments.registration.forms import SetupForm
from payments.registration.views.asked import ASKED, SETUP, crumbs

UNREADABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(SETUP, raise_exception=True)
def setup(request: HttpRequest) -> HttpResponse:
    """What is chosen, what is missing; saving leads on to the list."""
    user = user_of(request)
    chosen = setup_of(user)
    row = chosen or RegistrationSetup(user=user)
    sent = request.POST if request.method == "POST" else None
    form = SetupForm(sent, instance=row)
    if request.method == "POST" and form.is_valid():
        form.save()
        request.session[ASKED] = True
        return redirect("registration:list")
    lacks = missing(chosen)
    page = {
        "title": _("Set-up of payment registration"),
        "breadcrumbs": crumbs(),
        "form": form,
        "missing": lacks if not form.is_bound else [],
        "asks": chosen is not None and not chosen.use_as_default,
        "has_batches": numbered_batches().exists(),
        "cancel_url": "" if lacks else reverse("registration:list"),
        "submit_label": _("Save and register payments"),
    }
    status = UNREADABLE if form.errors else 200
    return render(request, "payments/registration/setup.html", page, status=status)
