"""The money of a split receipt: entered first, and changed until it is posted."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from arcore.company.signed_in import user_of
from ledger.posting import PostingRefused
from payments.splitting.choosing import usual
from payments.splitting.forms import MoneyForm
from payments.splitting.preparing import change_money, open_receipt
from payments.splitting.views.asked import ADD, CHANGE, RECEIPTS, crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(ADD, raise_exception=True)
def create(request: HttpRequest) -> HttpResponse:
    """What was received; then its customers are chosen."""
    initial = {"posting_date": timezone.localdate(), **usual(user_of(request))}
    form = MoneyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = open_receipt(form.cleaned_data, user_of(request))
        return redirect("splitting:receipt", made.pk)
    cancel = reverse("splitting:list")
    return _page(request, form, _("Split a receipt"), crumbs(), _("Choose customers"), cancel)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(CHANGE, raise_exception=True)
def money(request: HttpRequest, pk: int) -> HttpResponse:
    """Another amount, date or account."""
    receipt = get_object_or_404(RECEIPTS, pk=pk)
    form = MoneyForm(request.POST or None, instance=receipt)
    if request.method == "POST" and form.is_valid():
        try:
            change_money(pk, form.cleaned_data, user_of(request), timezone.now())
            return redirect("splitting:receipt", pk)
        except PostingRefused as refused:
            form.add_refusals(refused)
    trail = crumbs(receipt)
    return _page(
        request, form, _("Money received"), trail, _("Save"), receipt.get_absolute_url()
    )


def _page(
    request: HttpRequest, form: Any, title: str, trail: Any, submit: str, cancel: str
) -> HttpResponse:
    page = {
        "title": title,
        "breadcrumbs": trail,
        "form": form,
        "submit_label": submit,
        "cancel_url": cancel,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "payments/splitting/money.html", page, status=status)
