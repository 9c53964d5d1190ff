"""The chart of accounts and our bank accounts, with their balances."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Model, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from arcore.ui.actions import Action, allowed_actions
from arcore.ui.lists import ListView
from arcore.ui.lookup import LookupView
from arcore.ui.preview import PreviewGroup
from arcore.ui.templatetags.ui import document_link, money
from arcore.values.money import ZERO
from ledger.filters import EVERY_ACCOUNT, AccountFilter, BankAccountFilter
from ledger.models import BankAccount, BankLedgerEntry, GeneralLedgerEntry, GLAccount
from ledger.tables import AccountTable, BankAccountTable, BankEntryTable, GeneralEntryTable

NEWEST = 50


def add_balances(rows: Sequence[Any], entries: type[Model], column: str) -> None:
    """Give each account `balance`, the sum of its entries, in one query for all rows."""
    found = (
        entries._default_manager.filter(**{f"{column}__in": [row.pk for row in rows]})
        .values_list(column)
        .annotate(total=Sum("amount"))
        .order_by()
    )
    balances = dict(found)
    for row in rows:
        row.balance = balances.get(row.pk, ZERO)


class AccountList(ListView):
    """G/L accounts; a debit balance is positive."""

    permission_required = "ledger.view_glaccount"
    title = gettext_lazy("Chart of accounts")
    queryset = GLAccount.objects.all()
    table_class = AccountTable
    filterset_class = AccountFilter
    sort_columns = ("no",)
    default_sort = "no"

    def complete(self, rows: Sequence[Any]) -> None:
        add_balances(rows, GeneralLedgerEntry, "account")


class BankAccountList(ListView):
    """Our bank accounts, each in its own currency."""

    permission_required = "ledger.view_bankaccount"
    title = gettext_lazy("Bank accounts")
    queryset = BankAccount.objects.all()
    table_class = BankAccountTable
    filterset_class = BankAccountFilter
    sort_columns = ("code",)
    default_sort = "code"

    def complete(self, rows: Sequence[Any]) -> None:
        add_balances(rows, BankLedgerEntry, "bank_account")


class EveryAccountLookup(LookupView):
    """Suggestions while a G/L account is typed, blocked ones included."""

    permission_required = "ledger.view_glaccount"
    source = EVERY_ACCOUNT


@require_safe
@permission_required("ledger.view_glaccount", raise_exception=True)
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Balance and newest entries of a G/L account."""
    one = get_object_or_404(GLAccount, pk=pk)
    sums = one.entries.aggregate(total=Sum("amount"), number=Count("id"))
    newest = one.entries.select_related("account", "transaction").order_by(
        "-posting_date", "-id"
    )
    facts = [
        (_("Balance"), money(sums["total"] or ZERO)),
        (_("Entries"), sums["number"]),
        (_("Category"), one.get_category_display()),
        (_("Direct posting"), _("yes") if one.direct_posting else _("no")),
        (_("Blocked"), _("yes") if one.blocked else _("no")),
    ]
    table = GeneralEntryTable(newest[:NEWEST], request=request)
    every = f"{reverse('ledger:general_entry_list')}?account={pk}"
    crumbs = [(gettext_lazy("Chart of accounts"), reverse("ledger:account_list"))]
    return _card(request, one, facts, table, every, crumbs)


@require_safe
@permission_required("ledger.view_bankaccount", raise_exception=True)
def bank_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Balance and newest entries of one of our bank accounts."""
    one = get_object_or_404(BankAccount.objects.select_related("account"), pk=pk)
    sums = one.entries.aggregate(total=Sum("amount"), number=Count("id"))
    newest = one.entries.select_related("bank_account", "transaction").order_by(
        "-posting_date", "-id"
    )
    facts = [
        (_("Balance"), money(sums["total"] or ZERO, one.currency_id)),
        (_("Entries"), sums["number"]),
        (_("IBAN"), one.iban),
        (_("SWIFT/BIC"), one.swift),
        (_("G/L account"), document_link(one.account)),
        (_("Blocked"), _("yes") if one.blocked else _("no")),
    ]
    table = BankEntryTable(newest[:NEWEST], request=request)
    every = f"{reverse('ledger:bank_entry_list')}?bank_account={pk}"
    crumbs = [(gettext_lazy("Bank accounts"), reverse("ledger:bank_account_list"))]
    return _card(request, one, facts, table, every, crumbs)


def _card(
    request: HttpRequest, one: Any, facts: Any, table: Any, every: str, crumbs: Any
) -> HttpResponse:
    group = PreviewGroup(_("Newest entries"), table)
    page = {
        "title": str(one),
        "breadcrumbs": crumbs,
        "actions": allowed_actions([Action(_("All entries"), url=every)], request.user),
        "facts": facts,
        "groups": [group] if len(table.rows) else [],
    }
    return render(request, "ledger/record.html", page)
