"""Change a posted entry: what may change, why, and what was changed before."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from arcore.ui.preview import ResultLink, tell_result
from arcore.ui.templatetags.ui import document_link, money
from ledger.amending.forms import AmendForm
from ledger.amending.tables import AmendmentTable
from ledger.models import CustomerLedgerEntry, VendorLedgerEntry
from ledger.posting import PartyKind, PostingRefused, amend

Entry = CustomerLedgerEntry | VendorLedgerEntry
AMEND = "ledger.amend_customerledgerentry"
AMEND_VENDOR = "ledger.amend_vendorledgerentry"
MOST_ROWS = 100


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(AMEND, raise_exception=True)
def amend_customer_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """The changeable fields of a customer ledger entry."""
    entry = get_object_or_404(
        CustomerLedgerEntry.objects.select_related("currency", "customer", "payment_method"),
        pk=pk,
    )
    crumbs = [(gettext_lazy("Customer ledger entries"), reverse("ledger:customer_entry_list"))]
    return _amend(request, entry, PartyKind.CUSTOMER, entry.get_absolute_url(), crumbs)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(AMEND_VENDOR, raise_exception=True)
def amend_vendor_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """The changeable fields of a vendor ledger entry."""
    entry = get_object_or_404(
        VendorLedgerEntry.objects.select_related("currency", "vendor"), pk=pk
    )
    crumbs = [(gettext_lazy("Vendor ledger entries"), reverse("ledger:vendor_entry_list"))]
    return _amend(request, entry, PartyKind.VENDOR, entry.get_absolute_url(), crumbs)


def _amend(
    request: HttpRequest, entry: Entry, kind: PartyKind, back: str, crumbs: list[Any]
) -> HttpResponse:
    """GET shows the form; POST changes, or shows why not beside what was typed."""
    form = AmendForm(request.POST or None, entry=entry, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            told = amend(
                entry.pk,
                form.changes(),
                reason=form.cleaned_data["reason"],
                user_id=request.user.pk,
                now=timezone.now(),
                kind=kind,
                seen=form.seen(),
            )
        except PostingRefused as refused:
            entry.refresh_from_db()
            form = form.over(entry, kind)
            form.is_valid()
            form.add_refusals(refused)
        else:
            done = _("%(entry)s is changed.") if told else _("%(entry)s stays as it was.")
            tell_result(request, done % {"entry": entry}, [ResultLink(str(entry), back)])
            return redirect(back)
    page = {
        "title": _("Change %(entry)s") % {"entry": entry},
        "breadcrumbs": [*crumbs, (str(entry), back)],
        "facts": _facts(entry),
        "closed": not entry.open,
        "form": form,
        "amendments": AmendmentTable(
            list(entry.amendments.select_related("user")[:MOST_ROWS]), request=request
        ),
        "cancel_url": back,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "amending/amend.html", page, status=status)


def _facts(entry: Entry) -> list[tuple[str, Any]]:
    if isinstance(entry, CustomerLedgerEntry):
        party = (_("Customer"), document_link(entry.customer))
    else:
        party = (_("Vendor"), document_link(entry.vendor))
    return [
        party,
        (_("Original amount"), money(entry.amount, entry.currency_id)),
        (_("Remaining amount"), money(entry.remaining, entry.currency_id)),
    ]
