"""One customer ledger entry: what it is made of, what closed it, what it did to the G/L."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from arcore.ui.actions import Action, allowed_actions
from arcore.ui.preview import PreviewGroup
from arcore.ui.templatetags.ui import day, document_link, money
from arcore.values.money import ZERO
from ledger.amending.tables import AmendmentTable
from ledger.models import CustomerLedgerEntry, DetailedCustomerEntry
from ledger.tables import AppliedEntryTable, DetailedEntryTable, GeneralEntryTable, source_label

RELATED = ("customer", "transaction", "payment_terms", "payment_method", "closed_by")
MOST_ROWS = 500


@require_safe
@permission_required("ledger.view_customerledgerentry", raise_exception=True)
def customer_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """The entry with its details, applications, G/L entries and changes; seven queries."""
    found = CustomerLedgerEntry.objects.select_related(
        *RELATED, "posted_invoice", "posted_credit_memo"
    )
    entry = get_object_or_404(found, pk=pk)
    details = list(entry.details.select_related("entry").order_by("id")[:MOST_ROWS])
    general = entry.transaction.general_entries.select_related("account", "transaction")
    changes = list(entry.amendments.select_related("user")[:MOST_ROWS])
    groups = [
        PreviewGroup(_("Applied to"), AppliedEntryTable(applied_to(entry), request=request)),
        PreviewGroup(_("Detailed entries"), DetailedEntryTable(details, request=request)),
        PreviewGroup(
            _("G/L entries of transaction %(no)s") % {"no": entry.transaction_id},
            GeneralEntryTable(general.order_by("id")[:MOST_ROWS], request=request),
        ),
        PreviewGroup(_("Changes"), AmendmentTable(changes, request=request)),
    ]
    page = {
        "title": str(entry),
        "actions": allowed_actions([change_action(entry)], request.user),
        "breadcrumbs": [
            (gettext_lazy("Customer ledger entries"), reverse("ledger:customer_entry_list"))
        ],
        "facts": _facts(entry),
        "groups": [group for group in groups if len(group.table.rows)],
    }
    return render(request, "ledger/record.html", page)


def change_action(entry: CustomerLedgerEntry) -> Action:
    """To the fields that may still change."""
    permission = "ledger.amend_customerledgerentry"
    return Action(
        _("Change"), "amending:customer_entry", permission, "edit", args=(entry.pk,), key="e"
    )


def applied_to(entry: CustomerLedgerEntry) -> list[CustomerLedgerEntry]:
    """The entries that this one's live applications met, each with the amount it took.

    An application number pairs one applying entry with those it settled; the amounts are
    those of the other entry, with its sign.
    """
    numbers = entry.details.filter(
        entry_type=DetailedCustomerEntry.EntryType.APPLICATION, unapplied=False
    ).values("application_no")
    pairs = (
        DetailedCustomerEntry.objects.filter(
            application_no__in=numbers,
            entry_type=DetailedCustomerEntry.EntryType.APPLICATION,
            unapplied=False,
        )
        .select_related("entry", "applied_entry")
        .order_by("id")[:MOST_ROWS]
    )
    met: dict[int, CustomerLedgerEntry] = {}
    amounts: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for detail in pairs:
        other = detail.entry
        if other.pk == entry.pk or not _meets(entry, detail):
            continue
        met[other.pk] = other
        amounts[other.pk] += detail.amount
    for key, other in met.items():
        other.applied = amounts[key]  # type: ignore[attr-defined]
    return list(met.values())


def _meets(entry: CustomerLedgerEntry, detail: DetailedCustomerEntry) -> bool:
    """Whether the other side of the detail is this entry, or both were settled together."""
    return detail.applied_entry_id in (None, entry.pk) or detail.entry_id != entry.pk


def _facts(entry: CustomerLedgerEntry) -> list[tuple[str, Any]]:
    posted = getattr(entry, "posted_invoice", None) or getattr(
        entry, "posted_credit_memo", None
    )
    currency = entry.currency_id
    facts: list[tuple[str, Any]] = [
        (_("Customer"), document_link(entry.customer)),
        (_("Document"), document_link(posted, str(entry)) if posted else str(entry)),
        (_("Posting date"), day(entry.posting_date)),
        (_("Document date"), day(entry.document_date)),
        (_("Due date"), day(entry.due_date)),
        (_("Original amount"), money(entry.amount, currency)),
        (_("Remaining amount"), money(entry.remaining, currency)),
        (_("Remaining amount (LCY)"), money(entry.remaining_lcy)),
        (_("External document no."), entry.external_document_no),
        (_("Payment reference"), entry.payment_reference),
        (_("Payment terms"), entry.payment_terms or ""),
        (_("Payment method"), entry.payment_method or ""),
        (_("On hold"), entry.on_hold),
        (_("Source"), source_label(entry.source)),
        (_("Register"), document_link(entry.transaction, str(entry.transaction.register_id))),
    ]
    if entry.remaining_discount:
        facts.append((_("Discount possible"), money(entry.remaining_discount, currency)))
        facts.append((_("Discount date"), day(entry.discount_date)))
        facts.append((_("Discount tolerance date"), day(entry.discount_tolerance_date)))
    if entry.max_tolerance:
        facts.append((_("Max. payment tolerance"), money(entry.max_tolerance, currency)))
    if entry.closed_by:
        facts.append((_("Closed by"), document_link(entry.closed_by)))
        facts.append((_("Closed at"), day(entry.closed_at)))
    return facts
