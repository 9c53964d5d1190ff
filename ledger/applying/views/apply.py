"""The open entries of a customer or vendor, to be marked for an application."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from arcore.ui.keyset import BadCursor, Place, Sort, decode, read_page
from arcore.ui.lists import LONGEST_CURSOR, EmptyState, ListView, Pager
from arcore.ui.templatetags.ui import day, money
from ledger.applying.applicants import Applicant
from ledger.applying.filters import OpenEntryFilter
from ledger.applying.views.asked import SEE, applicant_or_404, back_of, crumbs_of, totals_part
from ledger.applying.views.rows import entries_of, rows_of

BY_DUE_DATE = Sort("due_date")
EMPTY = EmptyState(
    gettext_lazy("No open entries"), gettext_lazy("There is nothing this could be applied to.")
)


@require_safe
@permission_required(SEE, raise_exception=True)
def apply(request: HttpRequest, owner: str) -> HttpResponse:
    """The page; asked by htmx for its list, the list alone."""
    one = applicant_or_404(owner)
    htmx: Any = getattr(request, "htmx", None)
    part = bool(htmx) and htmx.target == "list" and not htmx.history_restore_request
    page = {**_list(request, one), **totals_part(request, one), "is_part": part}
    if not part:
        page |= {
            "title": _("Apply %(document)s") % {"document": one.label},
            "breadcrumbs": crumbs_of(one),
            "facts": _facts(one),
            "back_url": back_of(one),
        }
    template = "applying/list_part.html" if part else "applying/apply.html"
    response = render(request, template, page)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _list(request: HttpRequest, one: Applicant) -> dict[str, Any]:
    entries = entries_of(one, request.GET.get("show", ""))
    filterset = OpenEntryFilter(request.GET, queryset=entries, request=request)
    place, bad_place = _place(request)
    page = read_page(filterset.found, BY_DUE_DATE, place, ListView.page_rows)
    return {
        "filterset": filterset,
        "is_filtered": bool(filterset.active),
        "rows": rows_of(one, page.rows),
        "pager": Pager(request, page, BY_DUE_DATE, filterset.found),
        "bad_place": bad_place,
        "empty": EMPTY,
    }


def _place(request: HttpRequest) -> tuple[Place | None, bool]:
    if request.GET.get("at") == "last":
        return Place(backward=True), False
    cursor = request.GET.get("after", "")
    if not cursor:
        return None, False
    try:
        return decode(cursor[:LONGEST_CURSOR], BY_DUE_DATE), False
    except BadCursor:
        return None, True


def _facts(one: Applicant) -> list[tuple[str, Any]]:
    return [
        (_("Customer") if one.kind == "customer" else _("Vendor"), one.party),
        (_("Posting date"), day(one.posting_date)),
        (_("Amount"), money(one.amount, one.currency.code)),
    ]
