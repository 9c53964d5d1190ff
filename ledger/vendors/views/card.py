"""The card: who the vendor is and what we owe it."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arcore.company.models import Company
from arcore.ui.actions import Action, allowed_actions
from customers.countries import country_name
from customers.tables import grouped_iban
from customers.views.receivables import age_parts
from ledger.ageing import ageing_now
from ledger.applying.views.card import apply_action
from ledger.models import Vendor
from ledger.posting import PartyKind
from ledger.subledger import PAYABLES
from ledger.vendors.blocking import block_notice
from ledger.vendors.views.tabs import card_tabs, crumbs
from ledger.views.open_entries import open_entries


@require_safe
@permission_required("ledger.view_vendor", raise_exception=True)
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One page, the same number of queries for one invoice or a million."""
    vendor = get_object_or_404(
        Vendor.objects.select_related("posting_group", "payment_terms"), pk=pk
    )
    today = timezone.localdate()
    owed = ageing_now(today, [pk], PAYABLES)
    page = {
        "title": str(vendor),
        "vendor": vendor,
        "block_notice": block_notice(vendor),
        "breadcrumbs": crumbs(),
        "tabs": card_tabs(vendor, "card"),
        "actions": allowed_actions(_actions(vendor), request.user),
        "currency": Company.get().local_currency_id,
        "owed": owed,
        "parts": age_parts(owed),
        "facts": _facts(vendor),
        "entries": open_entries(request, PAYABLES, pk),
        "all_entries_url": f"{reverse('ledger:vendor_entry_list')}?vendor={pk}",
    }
    return render(request, "vendors/card.html", page)


def _actions(vendor: Vendor) -> list[Action]:
    own = (vendor.pk,)
    edit = Action(_("Edit"), "vendors:edit", "ledger.change_vendor", "edit", args=own, key="e")
    delete = Action(
        *(_("Delete"), "vendors:delete", "ledger.delete_vendor", "remove"),
        danger=True,
        args=own,
    )
    return [edit, apply_action(PartyKind.VENDOR, vendor.pk), delete]


def _facts(vendor: Vendor) -> list[tuple[str, Any]]:
    place = " ".join(part for part in (vendor.post_code, vendor.city) if part)
    address = [vendor.address, place, country_name(vendor.country)]
    return [
        (_("Address"), ", ".join(part for part in address if part)),
        (_("IBAN"), grouped_iban(vendor.iban)),
        (_("SWIFT/BIC"), vendor.swift),
        (_("Payment terms"), vendor.payment_terms),
        (_("Vendor posting group"), vendor.posting_group),
    ]
