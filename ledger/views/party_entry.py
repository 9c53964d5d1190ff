"""One customer or vendor ledger entry: what it is made of, what closed it, its G/L entries."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from arcore.ui.actions import Action, allowed_actions
from arcore.ui.amounts import show_amount
from arcore.ui.preview import PreviewGroup
from arcore.ui.tables import Table
from arcore.ui.templatetags.ui import day, document_link, money
from ledger.amending.tables import AmendmentTable
from ledger.applying.views.card import applying_actions, reversed_facts
from ledger.models import CustomerLedgerEntry, VendorLedgerEntry
from ledger.posting import PartyKind
from ledger.settlement.pairs import Settled, settled
from ledger.settlement.tables import SettlementTable
from ledger.subledger import PAYABLES, RECEIVABLES, Subledger
from ledger.tables import DetailedEntryTable, GeneralEntryTable, source_label

OF_CUSTOMER = ("customer", "payment_terms", "payment_method")
POSTED = ("posted_invoice", "posted_credit_memo")
RELATED = ("transaction__register", "closed_by")
MOST_ROWS = 500
Entry = Any  # of either subledger
Fact = tuple[str, Any]


@require_safe
@permission_required("ledger.view_customerledgerentry", raise_exception=True)
def customer_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """The entry with its details, applications, G/L entries and changes; seven queries."""
    found = CustomerLedgerEntry.objects.select_related(*OF_CUSTOMER, *POSTED, *RELATED)
    entry = get_object_or_404(found, pk=pk)
    posted = next((paper for name in POSTED if (paper := getattr(entry, name, None))), None)
    facts = [
        (_("Customer"), document_link(entry.customer)),
        (_("Document"), document_link(posted, str(entry)) if posted else str(entry)),
        *_amounts(entry),
        (_("Payment terms"), entry.payment_terms or ""),
        (_("Payment method"), entry.payment_method or ""),
        *_origin(entry),
    ]
    crumbs = (gettext_lazy("Customer ledger entries"), "ledger:customer_entry_list")
    return _page(request, RECEIVABLES, entry, facts, crumbs)


@require_safe
@permission_required("ledger.view_vendorledgerentry", raise_exception=True)
def vendor_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """The same of a vendor."""
    found = VendorLedgerEntry.objects.select_related("vendor", *RELATED)
    entry = get_object_or_404(found, pk=pk)
    facts = [
        (_("Vendor"), document_link(entry.vendor)),
        (_("Document"), str(entry)),
        *_amounts(entry),
        *_origin(entry),
    ]
    crumbs = (gettext_lazy("Vendor ledger entries"), "ledger:vendor_entry_list")
    return _page(request, PAYABLES, entry, facts, crumbs)


def _page(
    request: HttpRequest,
    ledger: Subledger,
    entry: Entry,
    facts: list[Fact],
    crumbs: tuple[Any, str],
) -> HttpResponse:
    general = entry.transaction.general_entries.select_related("account", "transaction")
    kind, applied = PartyKind(ledger.party), settled(ledger, entry)
    general_title = _("G/L entries of transaction %(no)s") % {"no": entry.transaction_id}
    groups = [
        _settlement(request, ledger, entry, applied),
        _first_rows(
            request, _("Detailed entries"), DetailedEntryTable,
            entry.details.select_related("entry").order_by("id"),
        ),
        _first_rows(request, general_title, GeneralEntryTable, general.order_by("id")),
        _first_rows(
            request, _("Changes"), AmendmentTable, entry.amendments.select_related("user")
        ),
    ]  # fmt: skip
    title, url_name = crumbs
    actions = [
        *applying_actions(kind, entry, applied.shown),
        change_action(entry, ledger),
        timeline_action(entry, ledger),
    ]
    page = {
        "title": str(entry),
        "actions": allowed_actions(actions, request.user),
        "breadcrumbs": [(title, reverse(url_name))],
        "facts": [*facts, *reversed_facts(kind, entry)],
        "groups": [group for group in groups if len(group.table.rows)],
    }
    return render(request, "ledger/record.html", page)


def _first_rows(
    request: HttpRequest, title: str, table: type[Table], found: QuerySet
) -> PreviewGroup:
    """As many as a page can hold; it says so where there are more."""
    rows, note = list(found[: MOST_ROWS + 1]), ""
    if len(rows) > MOST_ROWS:
        note = _("The first %(count)s rows are shown; there are more.") % {"count": MOST_ROWS}
    return PreviewGroup(title, table(rows[:MOST_ROWS], request=request), note)


def _settlement(
    request: HttpRequest, ledger: Subledger, entry: Entry, applied: Settled
) -> PreviewGroup:
    table, note = SettlementTable(applied.shown, request=request), ""
    if applied.more:
        note = format_html(
            _("The {count} newest applications are shown. {link}"),
            count=len(applied.shown),
            link=format_html(
                '<a href="{}">{}</a>',
                reverse(f"settlement:{ledger.party}", args=[entry.pk]),
                _("All applications of this entry"),
            ),
        )
    return PreviewGroup(_("How it was settled"), table, note)


def change_action(entry: Entry, ledger: Subledger) -> Action:
    """To the fields that may still change."""
    page, permission = (
        f"amending:{ledger.party}_entry",
        f"ledger.amend_{ledger.party}ledgerentry",
    )
    return Action(_("Change"), page, permission, "edit", args=(entry.pk,), key="e")


def timeline_action(entry: Entry, ledger: Subledger) -> Action:
    """To everything that happened on the account."""
    page, own = f"timeline:{ledger.party}", (getattr(entry, f"{ledger.party}_id"),)
    return Action(_("Timeline"), page, icon="history", args=own, key="t")


def _amounts(entry: Entry) -> list[Fact]:
    currency = entry.currency_id
    foreign: list[Fact] = []
    if entry.original_factor != 1:
        foreign = [
            (_("Original amount (LCY)"), money(entry.amount_lcy)),
            (_("Rate"), _rates(entry)),
        ]
    return [
        (_("Posting date"), day(entry.posting_date)),
        (_("Document date"), day(entry.document_date)),
        (_("Due date"), day(entry.due_date)),
        (_("Original amount"), money(entry.amount, currency)),
        (_("Remaining amount"), money(entry.remaining, currency)),
        (_("Remaining amount (LCY)"), money(entry.remaining_lcy)),
        *foreign,
        (_("External document no."), entry.external_document_no),
        (_("Payment reference"), entry.payment_reference),
    ]


def _rates(entry: Entry) -> str:
    """The rate of the entry's own day, and the one it was adjusted to since."""
    own = show_amount(entry.original_factor, 4)
    if entry.adjusted_factor == entry.original_factor:
        return own
    return _("%(rate)s, adjusted to %(adjusted)s") % {
        "rate": own,
        "adjusted": show_amount(entry.adjusted_factor, 4),
    }


def _origin(entry: Entry) -> list[Fact]:
    facts: list[Fact] = [
        (_("On hold"), entry.on_hold),
        (_("Source"), source_label(entry.source)),
        (_("Register"), document_link(entry.transaction, str(entry.transaction.register_id))),
    ]
    if entry.remaining_discount:
        facts.append(
            (_("Discount possible"), money(entry.remaining_discount, entry.currency_id))
        )
        facts.append((_("Discount date"), day(entry.discount_date)))
        facts.append((_("Discount tolerance date"), day(entry.discount_tolerance_date)))
    if entry.max_tolerance:
        facts.append(
            (_("Max. payment tolerance"), money(entry.max_tolerance, entry.currency_id))
        )
    if entry.closed_by:
        facts.append((_("Closed by"), document_link(entry.closed_by)))
        facts.append((_("Closed at"), day(entry.closed_at)))
    return facts
