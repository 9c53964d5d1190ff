"""Who changed what on one card."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from customers.card_history import card_history
from customers.views.words import moment_in, shown_changes
from ledger.models import Vendor
from ledger.vendors.views.tabs import card_tabs, crumbs


@require_safe
@permission_required("ledger.view_vendor", raise_exception=True)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Newest first; `?before=` turns to older changes."""
    vendor = get_object_or_404(Vendor, pk=pk)
    found = card_history(Vendor, pk, moment_in(request.GET.get("before", "")))
    page = {
        "title": str(vendor),
        "vendor": vendor,
        "breadcrumbs": crumbs(vendor),
        "tabs": card_tabs(vendor, "history"),
        "changes": shown_changes(found),
        "older": found.older.isoformat() if found.older else "",
        "is_older_page": "before" in request.GET,
    }
    return render(request, "vendors/history.html", page)
