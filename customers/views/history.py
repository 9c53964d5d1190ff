"""Who changed what on one card."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from customers.history import history_of
from customers.models import Customer
from customers.views.tabs import card_tabs, crumbs
from customers.views.words import moment_in, shown_changes


@require_safe
@permission_required("customers.view_customer", raise_exception=True)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Newest first; `?before=` turns to older changes."""
    customer = get_object_or_404(Customer, pk=pk)
    found = history_of(pk, moment_in(request.GET.get("before", "")))
    page = {
        "title": str(customer),
        "customer": customer,
        "breadcrumbs": crumbs(customer),
        "tabs": card_tabs(customer, "history"),
        "changes": shown_changes(found),
        "older": found.older.isoformat() if found.older else "",
        "is_older_page": "before" in request.GET,
    }
    return render(request, "customers/history.html", page)
