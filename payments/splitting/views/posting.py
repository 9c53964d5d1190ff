"""Post a split receipt after a look at what will be written."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from arcore.company.signed_in import user_of
from arcore.ui.preview import PreviewGroup
from ledger.applying.forms import about, answers_in
from ledger.applying.views.outlook import (
    Outlook,
    only_looks,
    outlook_of,
    refused_outlook,
)
from ledger.models import Register
from ledger.posting import Command, PostingRefused, post
from payments.models import SplitReceipt
from payments.registration.views.planned import planned_groups
from payments.splitting.forms import ConfirmForm
from payments.splitting.posting import post_split
from payments.splitting.totals import totals_of
from payments.splitting.views.asked import CHANGE, POST, RECEIPTS, crumbs
from payments.splitting.views.posted import tell_posted, to_what_it_posted

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(CHANGE, raise_exception=True)
def post_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what is to come; POST posts once, or shows why not and what there is to decide."""
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not request.user.has_perm(POST):
            raise PermissionDenied
        if form.is_valid():
            command = _command(request, pk, form.cleaned_data["version"])
            if done := Register.objects.filter(key=command.key).first():
                return tell_posted(request, done)
    receipt = RECEIPTS.filter(pk=pk).first()
    if receipt is None:
        return to_what_it_posted(request, pk)
    if not form.is_valid() or only_looks(request.POST):
        command = _command(request, pk, receipt.version)
        return _page(request, receipt, _outlook(request, command, receipt, posts=False))
    outlook = _outlook(request, command, receipt)
    if outlook.is_ready:
        try:
            return tell_posted(request, post(command))
        except PostingRefused as refused:
            outlook = refused_outlook(refused.refusals, request.POST)
    return _page(request, receipt, outlook, REFUSED if outlook.refusals else 200)


def _command(request: HttpRequest, pk: int, version: int) -> Command:
    return post_split(
        pk,
        version=version,
        user_id=user_of(request).pk,
        today=timezone.localdate(),
        answers=answers_in(request.POST),
    )


def _outlook(
    request: HttpRequest, command: Command, receipt: SplitReceipt, *, posts: bool = True
) -> Outlook:
    found = outlook_of(command, request.POST, posts=posts)
    customers = _customers(receipt) if found.asked else []
    found.questions = [
        replace(shown, text=_of_customer(customers, question.line, about(_bare(question))))
        for shown, question in zip(found.questions, found.asked, strict=True)
    ]
    return found


def _bare(question: Any) -> Any:
    return replace(question, line=None)


def _customers(receipt: SplitReceipt) -> list[Any]:
    return [one.customer for one in receipt.customers.select_related("customer")]


def _of_customer(customers: Sequence[Any], number: int | None, text: str) -> str:
    """The sentence with the customer whose place it names."""
    if number is None or not 0 < number <= len(customers):
        return text
    return f"{customers[number - 1]}: {text}"


def _page(
    request: HttpRequest, receipt: SplitReceipt, outlook: Outlook, status: int = 200
) -> HttpResponse:
    groups: list[PreviewGroup] = planned_groups(outlook.plan) if outlook.plan else []
    customers = _customers(receipt) if outlook.refusals else []
    page = {
        "title": _("Post split receipt %(no)s") % {"no": receipt},
        "breadcrumbs": crumbs(receipt),
        "receipt": receipt,
        "totals": totals_of(receipt),
        "form": ConfirmForm(initial={"version": receipt.version}),
        "refusals": [
            (
                _of_customer(customers, refusal.line, refusal.message),
                customers[refusal.line - 1].pk
                if refusal.line and refusal.line <= len(customers)
                else None,
            )
            for refusal in outlook.refusals
        ],
        "questions": outlook.questions,
        "kept": outlook.kept,
        "notice": outlook.notice,
        "groups": groups,
        "may_post": request.user.has_perm(POST),
    }
    return render(request, "payments/splitting/post.html", page, status=status)
