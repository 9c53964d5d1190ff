"""Make a vendor."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from arcore.company.signed_in import user_of
from ledger.models import Vendor
from ledger.vendors.creation import create_vendor
from ledger.vendors.forms import VendorForm
from ledger.vendors.kind import VendorRefused
from ledger.vendors.views.tabs import crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("ledger.add_vendor", raise_exception=True)
def create(request: HttpRequest) -> HttpResponse:
    """An empty card; refusals come back beside their fields with everything typed."""
    form = VendorForm(request.POST or None, instance=Vendor())
    if request.method == "POST" and form.is_valid():
        try:
            vendor = create_vendor(
                form.facts(),
                user=user_of(request),
                day=timezone.localdate(),
            )
        except VendorRefused as refused:
            form.add_refusals(refused)
        else:
            messages.success(request, _("Vendor %(vendor)s is created.") % {"vendor": vendor})
            return redirect(vendor)
    page = {
        "title": _("New vendor"),
        "breadcrumbs": crumbs(),
        "form": form,
        "submit_label": _("Create the vendor"),
        "cancel_url": reverse("vendors:list"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "vendors/form.html", page, status=status)
