"""The card: who the customer is, what it owes, what is on its way."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from arcore.company.models import Company
from arcore.ui.actions import Action, address, allowed_actions
from customers.blocking import block_sentence
from customers.models import Customer, CustomerBankAccount
from customers.tables import BankAccountTable, DraftTable
from customers.views.card_facts import card_sections
from customers.views.receivables import receivables_of
from customers.views.tabs import card_tabs, crumbs
from ledger.applying.views.card import apply_action
from ledger.models import SalesDocument
from ledger.posting import PartyKind
from ledger.subledger import RECEIVABLES
from ledger.views.open_entries import open_entries

DRAFTS_SHOWN = 10
RELATED = (
    *("bill_to_customer", "posting_group", "business_group", "vat_business_group"),
    *("payment_terms", "payment_method", "reminder_terms", "finance_charge_terms"),
)


@require_safe
@permission_required("customers.view_customer", raise_exception=True)
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One page, the same number of queries for one invoice or a million."""
    customer = get_object_or_404(Customer.objects.select_related(*RELATED), pk=pk)
    today = timezone.localdate()
    currency = Company.get().local_currency
    page = {
        "title": str(customer),
        "customer": customer,
        "block_notice": _capital(block_sentence(customer)) if customer.blocked else "",
        "breadcrumbs": crumbs(),
        "tabs": card_tabs(customer, "card"),
        "actions": allowed_actions(_actions(customer), request.user),
        "receivables": receivables_of(customer, today, currency),
        "sections": card_sections(customer),
        "entries": open_entries(request, RECEIVABLES, pk),
        "all_entries_url": _below(address("ledger:customer_entry_list"), customer),
        "drafts": _drafts(request, pk),
        "all_drafts_url": _below(address("documents:list"), customer),
        "accounts": _accounts(request, customer),
    }
    return render(request, "customers/card.html", page)


def _actions(customer: Customer) -> list[Action]:
    kinds = (
        ("quote", _("New quote")),
        ("order", _("New order")),
        ("invoice", _("New invoice")),
        ("credit_memo", _("New credit memo")),
        ("return_order", _("New return order")),
    )
    new = [
        Action(label, url=url, permission="ledger.add_salesdocument", icon="plus")
        for kind, label in kinds
        if (url := _below(address("documents:create", (kind,)), customer))
    ]
    edit = Action(
        _("Edit"),
        "customers:edit",
        "customers.change_customer",
        "edit",
        args=(customer.pk,),
        key="e",
    )
    delete = Action(
        *(_("Delete"), "customers:delete", "customers.delete_customer", "remove"),
        danger=True,
        args=(customer.pk,),
    )
    return [edit, apply_action(PartyKind.CUSTOMER, customer.pk), *new, delete]


def _below(url: str, customer: Customer) -> str:
    return f"{url}?customer={customer.pk}" if url else ""


def _drafts(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Documents in preparation that the customer ordered or will be billed, newest first."""
    found = SalesDocument.objects.filter(
        Q(sell_to=pk) | Q(bill_to=pk),
        status__in=(SalesDocument.Status.OPEN, SalesDocument.Status.RELEASED),
    ).only("id", "no", "type", "status", "document_date", "total_gross", "currency_id")
    rows = list(found.order_by("-pk")[: DRAFTS_SHOWN + 1])
    table = DraftTable(rows[:DRAFTS_SHOWN], request=request)
    return {"table": table, "is_empty": not rows, "more": len(rows) > DRAFTS_SHOWN}


def _accounts(request: HttpRequest, customer: Customer) -> BankAccountTable | None:
    rows: list[CustomerBankAccount] = list(customer.bank_accounts.all())
    for row in rows:
        row.is_preferred = row.pk == customer.preferred_bank_account_id  # type: ignore[attr-defined]
    return BankAccountTable(rows, request=request) if rows else None


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
