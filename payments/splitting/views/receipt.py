"""The guided page of one split receipt: whose the money is, and for which documents."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from arcore.company.signed_in import user_of
from arcore.ui.actions import Action, allowed_actions
from payments.models import SplitReceipt
from payments.splitting.branches import branches_of
from payments.splitting.forms import AdviceForm, CustomerForm
from payments.splitting.offers import MOST
from payments.splitting.preparing import give_rest_to, propose_again
from payments.splitting.totals import totals_of
from payments.splitting.views.asked import (
    CHANGE,
    DISCARD,
    POST,
    RECEIPTS,
    VIEW,
    crumbs,
    then_back,
)
from payments.splitting.views.groups import groups_of
from payments.splitting.views.posted import to_what_it_posted


@require_GET
@permission_required(VIEW, raise_exception=True)
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt as it is prepared."""
    one = RECEIPTS.filter(pk=pk).first()
    return to_what_it_posted(request, pk) if one is None else page_of(request, one)


@require_POST
@permission_required(CHANGE, raise_exception=True)
def rest(request: HttpRequest, pk: int) -> HttpResponse:
    """What is left goes on account of the chosen customer, or of nobody."""
    sent = request.POST.get("rest_to", "")
    customer_id = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 19 else None
    return then_back(request, pk, lambda: give_rest_to(pk, customer_id))


@require_POST
@permission_required(CHANGE, raise_exception=True)
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Oldest due first over all customers, instead of what was typed."""
    return then_back(request, pk, lambda: propose_again(pk, user_of(request), timezone.now()))


def page_of(request: HttpRequest, receipt: SplitReceipt, **more: Any) -> HttpResponse:
    """The page; `more` replaces what it shows, such as a form that could not be read."""
    totals = totals_of(receipt)
    groups = groups_of(receipt, totals.on_account)
    user = user_of(request)
    may_change = user.has_perm(CHANGE)
    page = {
        "title": _("Split receipt %(no)s") % {"no": receipt},
        "breadcrumbs": crumbs(),
        "receipt": receipt,
        "groups": groups,
        "totals": totals,
        "branches": _branches(receipt, groups) if may_change else [],
        "customer_form": CustomerForm(auto_id="id_%s", is_first=not groups),
        "advice_form": AdviceForm(),
        "told": [],
        "is_cut": sum(len(group.rows) for group in groups) >= MOST,
        "most": MOST,
        "may_change": may_change,
        "may_post": user.has_perm(POST),
        "actions": allowed_actions(_actions(receipt), user),
        **more,
    }
    return render(
        request,
        "payments/splitting/receipt.html",
        page,
        status=422 if more.get("is_refused") else 200,
    )


def _actions(receipt: SplitReceipt) -> list[Action]:
    args = (receipt.pk,)
    return [
        Action(_("Change the money"), "splitting:money", CHANGE, "edit", key="e", args=args),
        Action(
            _("Propose oldest first"),
            "splitting:propose",
            CHANGE,
            key="g",
            post=True,
            args=args,
        ),
        Action(_("Discard"), "splitting:discard", DISCARD, "remove", danger=True, args=args),
    ]


def _branches(receipt: SplitReceipt, groups: list[Any]) -> list[tuple[Any, int]]:
    """Each chosen head office with the number of its branches that owe something."""
    heads = {group.customer.pk: group.customer for group in groups}
    counts: dict[int, int] = {}
    for branch in branches_of(set(heads), receipt.currency_id):
        head_id = branch.bill_to_customer_id
        if head_id is not None:
            counts[head_id] = counts.get(head_id, 0) + 1
    return [(heads[pk], count) for pk, count in counts.items()]
