"""Change a vendor card; a change made by someone else meanwhile is shown, never overwritten."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from arcore.company.signed_in import user_of
from customers.views.conflict import conflict_of
from ledger.models import Vendor
from ledger.vendors.changing import change_vendor
from ledger.vendors.forms import VendorForm
from ledger.vendors.kind import VendorChanged, VendorRefused
from ledger.vendors.views.tabs import crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("ledger.change_vendor", raise_exception=True)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The card as a form; refusals come back beside their fields with everything typed."""
    vendor = get_object_or_404(Vendor, pk=pk)
    form, conflict = VendorForm(request.POST or None, instance=vendor), None
    if request.method == "POST" and form.is_valid():
        try:
            return _save(request, vendor, form)
        except VendorChanged as changed:
            conflict = conflict_of(changed, form)
            form = VendorForm(conflict.data, instance=changed.current)
            form.is_valid()
            form.add_refusals(changed)
        except VendorRefused as refused:
            form.add_refusals(refused)
    page = {
        "title": _("Edit %(vendor)s") % {"vendor": vendor},
        "breadcrumbs": crumbs(vendor),
        "form": form,
        "conflict": conflict,
        "cancel_url": vendor.get_absolute_url(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "vendors/form.html", page, status=status)


def _save(request: HttpRequest, vendor: Vendor, form: VendorForm) -> HttpResponse:
    saved = change_vendor(
        vendor.pk,
        form.facts(),
        user=user_of(request),
        version=form.cleaned_data["version"] or 0,
    )
    messages.success(request, _("Vendor %(vendor)s is saved.") % {"vendor": saved})
    return redirect(saved)
