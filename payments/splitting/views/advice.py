"""Paste a remittance advice: what it names is chosen, what was not found is told."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from arcore.company.signed_in import user_of
from ledger.posting import PostingRefused
from payments.splitting.advice import Told, take_over
from payments.splitting.forms import AdviceForm
from payments.splitting.views.asked import CHANGE, RECEIPTS
from payments.splitting.views.receipt import page_of


@require_POST
@permission_required(CHANGE, raise_exception=True)
def advice(request: HttpRequest, pk: int) -> HttpResponse:
    """Lines that were not taken over stay in the field, to be corrected."""
    receipt = get_object_or_404(RECEIPTS, pk=pk)
    form = AdviceForm(request.POST)
    if not form.is_valid():
        return page_of(request, receipt, advice_form=form, is_refused=True)
    lines = form.lines(receipt.currency.decimals)
    try:
        told = take_over(pk, lines, user_of(request), timezone.now())
    except PostingRefused as refused:
        form.add_refusals(refused)
        return page_of(request, receipt, advice_form=form, is_refused=True)
    if not told:
        return redirect("splitting:receipt", pk)
    return page_of(
        request,
        get_object_or_404(RECEIPTS, pk=pk),
        advice_form=AdviceForm(initial={"advice": _left(told)}),
        told=told,
        taken=len(lines) - sum(1 for one in told if not one.is_taken),
        is_refused=True,
    )


def _left(told: list[Told]) -> str:
    return "\n".join(one.line.text for one in told if not one.is_taken)
