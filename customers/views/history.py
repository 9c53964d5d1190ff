"""Who changed what on one card."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.views.decorators.http import require_safe

from customers.history import Change, history_of
from customers.models import Customer
from customers.views.tabs import card_tabs, crumbs
from customers.views.words import Names, describe, names_in


@require_safe
@permission_required("customers.view_customer", raise_exception=True)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Newest first; `?before=` turns to older changes."""
    customer = get_object_or_404(Customer, pk=pk)
    found = history_of(pk, _moment(request.GET.get("before", "")))
    names = names_in(found.changes)
    changes = [
        {"change": change, "parts": _block_first(change, names)} for change in found.changes
    ]
    page = {
        "title": str(customer),
        "customer": customer,
        "breadcrumbs": crumbs(customer),
        "tabs": card_tabs(customer, "history"),
        "changes": changes,
        "older": found.older.isoformat() if found.older else "",
        "is_older_page": "before" in request.GET,
    }
    return render(request, "customers/history.html", page)


def _block_first(change: Change, names: Names) -> list[dict[str, Any]]:
    """What was changed, the block above all."""
    parts = [describe(part, names) for part in change.fields]
    return sorted(parts, key=lambda part: not part["is_block"])


def _moment(text: str) -> datetime | None:
    """A place in the history from the URL; nonsense shows the newest."""
    try:
        moment = parse_datetime(text[:40].replace(" ", "+"))
    except ValueError:
        return None
    return moment if moment and is_aware(moment) else None
