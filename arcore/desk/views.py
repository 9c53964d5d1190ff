"""The start page and the global search."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arcore.company.models import Company
from arcore.desk.overview import overview
from arcore.desk.search import KINDS, LONGEST, Found, search_everything
from arcore.ui.actions import Action, address, allowed_actions
from arcore.ui.pieces import AgePart
from ledger.ageing import Ageing
from ledger.models import SalesDocument


@require_safe
@permission_required("customers.view_customer", raise_exception=True)
def desk(request: HttpRequest) -> HttpResponse:
    """The clerk's day: what is owed, who is late, who is blocked, what waits to be posted."""
    company = Company.objects.select_related("local_currency").first()
    found = overview(timezone.localdate())
    page = {
        "title": _("Desk"),
        "currency": company.local_currency_id if company else "",
        "overview": found,
        "parts": _parts(found.ageing),
        "drafts": _drafts(found.drafts),
        "waiting": _waiting(request),
        "customers_url": address("customers:list"),
        "no_company": company is None,
    }
    return render(request, "desk/desk.html", page)


@require_safe
@permission_required("customers.view_customer", raise_exception=True)
def search(request: HttpRequest) -> HttpResponse:
    """What was found, kind by kind; the only thing found is opened at once."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    allowed = [kind for kind in KINDS if request.user.has_perm(kind.permission)]
    found = search_everything(text, allowed)
    if len(found) == 1 and len(found[0].rows) == 1 and (url := _page_of(found[0], 0)):
        return redirect(url)
    page = {
        "title": _("Search"),
        "text": text,
        "groups": [
            {
                "title": one.kind.title,
                "more": one.more,
                "rows": [(row, _page_of(one, at)) for at, row in enumerate(one.rows)],
            }
            for one in found
        ],
    }
    return render(request, "desk/search.html", page)


def _page_of(found: Found, at: int) -> str:
    return address(found.kind.page, (found.rows[at].pk,))


def _parts(ageing: Ageing) -> list[AgePart]:
    overdue = f"{address('customers:list')}?overdue=yes"
    return [
        AgePart(_("Not due"), ageing.not_due),
        AgePart(_("1–30 days"), ageing.days_1_30, overdue),
        AgePart(_("31–60 days"), ageing.days_31_60, overdue),
        AgePart(_("61–90 days"), ageing.days_61_90, overdue),
        AgePart(_("Over 90 days"), ageing.over_90, overdue),
    ]


def _drafts(counts: Any) -> list[dict[str, Any]]:
    url = address("documents:list")
    return [
        {
            "label": SalesDocument.Type(kind).label,
            "number": number,
            "url": f"{url}?type={kind}" if url else "",
        }
        for kind, number in counts
    ]


def _waiting(request: HttpRequest) -> list[Action]:
    """Where the bank's side of the day is, as far as these pages exist for this user."""
    return allowed_actions(
        (
            Action(
                _("Reconciliation journals"),
                "reconciliation:list",
                "payments.view_reconciliationjournal",
                "match",
            ),
            Action(
                _("Bank statements"),
                "reconciliation:statement_list",
                "payments.view_bankstatement",
                "statement",
            ),
        ),
        request.user,
    )
