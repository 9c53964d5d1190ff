"""What every screen of split receipts needs: permissions, who asks, the way back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.posting import PostingRefused
from payments.models import SplitReceipt

VIEW = "payments.view_splitreceipt"
ADD = "payments.add_splitreceipt"
CHANGE = "payments.change_splitreceipt"
DISCARD = "payments.delete_splitreceipt"
POST = "payments.post_splitreceipt"

RECEIPTS = SplitReceipt.objects.select_related(
    "currency", "account", "bank", "batch__template", "rest_to", "prepared_by"
)


def crumbs(receipt: SplitReceipt | None = None) -> list[tuple[Any, str]]:
    """The way back to the list, or to the receipt."""
    found: list[tuple[Any, str]] = [(_("Split receipts"), reverse("splitting:list"))]
    if receipt is not None:
        found.append((str(receipt), receipt.get_absolute_url()))
    return found


def back(pk: int) -> HttpResponse:
    """To the receipt's page, or to the list when it is gone."""
    if SplitReceipt.objects.filter(pk=pk).exists():
        return redirect("splitting:receipt", pk)
    return redirect("splitting:list")


def then_back(request: HttpRequest, pk: int, change: Callable[[], object]) -> HttpResponse:
    """Make the change, tell what was refused, and show the receipt as it is now."""
    try:
        change()
    except PostingRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, refusal.message)
    return back(pk)
