"""What is paid of one entry, saved as it is typed; the answer is its row and the sums."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from arcore.company.signed_in import user_of
from arcore.values.money import ZERO
from ledger.applying.applicants import applicants
from ledger.models import CustomerLedgerEntry
from ledger.posting import PostingRefused
from payments.models import SplitReceipt
from payments.splitting.amounts import pay, pay_all
from payments.splitting.forms import AmountForm
from payments.splitting.totals import totals_of
from payments.splitting.views.asked import CHANGE, RECEIPTS
from payments.splitting.views.groups import groups_of, row_of

SAVED, REFUSED = 200, 422
ENTRIES = CustomerLedgerEntry.objects.select_related("customer", "currency", "mark__marked_by")


@require_POST
@permission_required(CHANGE, raise_exception=True)
def amount(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """An amount, or with `made` all that closes the entry, or nothing; a refusal stores nothing."""
    receipt = get_object_or_404(RECEIPTS, pk=pk)
    chosen = receipt.customers.values("customer_id")
    found = get_object_or_404(ENTRIES, pk=entry, customer__in=chosen)
    form = AmountForm(request.POST, decimals=found.currency.decimals)
    user, now, made = user_of(request), timezone.now(), request.POST.get("made", "")
    if not made and not form.is_valid():
        return _answer(request, receipt, found, str(form.errors["amount"][0]))
    try:
        if made == "1":
            pay_all(pk, found, user, now)
        else:
            typed = ZERO if made else form.cleaned_data["amount"] or ZERO
            pay(pk, found, typed, user, now)
    except PostingRefused as refused:
        return _answer(request, receipt, found, refused.refusals[0].message)
    return _answer(request, receipt, found)


def _answer(
    request: HttpRequest,
    receipt: SplitReceipt,
    entry: CustomerLedgerEntry,
    problem: str = "",
) -> HttpResponse:
    fresh = ENTRIES.get(pk=entry.pk)
    mark = getattr(fresh, "mark", None)
    row = row_of(receipt, fresh, applicants([mark.owner]) if mark else {})
    if problem:
        row.problem, row.typed = problem, request.POST.get("amount")
    totals = totals_of(receipt)
    context: dict[str, Any] = {
        "row": row,
        "receipt": receipt,
        "totals": totals,
        "groups": groups_of(receipt, totals.on_account),
        "may_change": True,
        "may_post": True,
        "is_part": True,
    }
    status = REFUSED if problem else SAVED
    return render(request, "payments/splitting/saved.html", context, status=status)
