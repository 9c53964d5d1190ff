"""Delete a vendor after seeing why it may go, or why it must stay."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from arcore.company.signed_in import user_of
from customers.refused import Refusal
from ledger.models import Vendor
from ledger.vendors.deletion import delete_vendor, vendor_deletion_refusals
from ledger.vendors.kind import VendorRefused
from ledger.vendors.views.tabs import crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("ledger.delete_vendor", raise_exception=True)
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows, POST deletes; a refusal names what is in the way."""
    vendor = get_object_or_404(Vendor, pk=pk)
    if request.method == "POST":
        try:
            delete_vendor(pk, user=user_of(request))
        except VendorRefused as refused:
            return _page(request, vendor, refused.refusals, status=422)
        messages.success(request, _("Vendor %(vendor)s is deleted.") % {"vendor": vendor})
        return redirect("vendors:list")
    return _page(request, vendor, vendor_deletion_refusals(vendor))


def _page(
    request: HttpRequest, vendor: Vendor, refusals: Sequence[Refusal], status: int = 200
) -> HttpResponse:
    page = {
        "title": _("Delete %(vendor)s?") % {"vendor": vendor},
        "vendor": vendor,
        "breadcrumbs": crumbs(vendor),
        "refusals": refusals,
    }
    return render(request, "vendors/delete.html", page, status=status)
