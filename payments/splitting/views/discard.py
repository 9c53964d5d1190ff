"""Discard a split receipt: nothing was posted, what was prepared goes."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ledger.posting import PostingRefused
from payments.splitting.preparing import discard
from payments.splitting.views.asked import DISCARD, RECEIPTS, crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(DISCARD, raise_exception=True)
def discard_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks, POST does."""
    receipt = get_object_or_404(RECEIPTS, pk=pk)
    if request.method == "POST":
        try:
            discard(pk)
        except PostingRefused as refused:
            messages.error(request, refused.refusals[0].message)
        else:
            messages.success(request, _("The split receipt is discarded."))
        return redirect("splitting:list")
    page = {
        "title": _("Discard split receipt %(no)s?") % {"no": receipt},
        "breadcrumbs": crumbs(receipt),
        "receipt": receipt,
    }
    return render(request, "payments/splitting/discard.html", page)
