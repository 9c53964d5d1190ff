"""Registers: every posting with who, when, from what, and all rows it wrote."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from arcore.ui.actions import Action, allowed_actions
from arcore.ui.lists import EmptyState, ListView
from arcore.ui.preview import PreviewGroup
from arcore.ui.templatetags.ui import document_link
from ledger.applying.views.card import reverse_action
from ledger.filters import RegisterFilter
from ledger.models import (
    BankLedgerEntry,
    CustomerLedgerEntry,
    GeneralLedgerEntry,
    PostedReturnReceipt,
    PostedShipment,
    Register,
    Transaction,
    VendorLedgerEntry,
)
from ledger.posting import Source
from ledger.tables import (
    BankEntryTable,
    CustomerEntryTable,
    GeneralEntryTable,
    RegisterTable,
    VendorEntryTable,
    source_label,
)

MOST_ROWS = 200
NUMBERED: tuple[tuple[Any, str], ...] = (
    (Transaction, "document_no"),
    (PostedShipment, "no"),
    (PostedReturnReceipt, "no"),
)


class RegisterList(ListView):
    """All registers, newest first."""

    permission_required = "ledger.view_register"
    title = gettext_lazy("Registers")
    queryset = Register.objects.select_related("user")
    table_class = RegisterTable
    filterset_class = RegisterFilter
    sort_columns = ("id",)
    default_sort = "-id"
    empty = EmptyState(gettext_lazy("Nothing has been posted yet"))

    def complete(self, rows: Sequence[Any]) -> None:
        """The numbers of what each register posted, the first and last of many; three queries."""
        numbers: dict[int, list[str]] = defaultdict(list)
        ids = [row.pk for row in rows]
        for model, column in NUMBERED:
            found = model.objects.filter(register__in=ids).values("register")
            for one in found.annotate(
                first=Min(column), last=Max(column), number=Count("id")
            ).order_by():
                numbers[one["register"]].append(_spelled(one))
        for row in rows:
            row.documents = ", ".join(numbers[row.pk])


def _spelled(found: Mapping[str, Any]) -> str:
    """INV001, or INV001 … INV120 (120)."""
    if found["number"] == 1 or found["first"] == found["last"]:
        return found["first"]
    return f"{found['first']} … {found['last']} ({found['number']})"


@require_safe
@permission_required("ledger.view_register", raise_exception=True)
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """All rows of one register, the first two hundred of each kind."""
    one = get_object_or_404(Register.objects.select_related("user"), pk=pk)
    groups = [group for group in _groups(request, one) if len(group.table.rows)]
    page = {
        "title": _("Register %(no)s") % {"no": one.pk},
        "breadcrumbs": [(gettext_lazy("Registers"), reverse("ledger:register_list"))],
        "actions": allowed_actions(_actions(one), request.user),
        "facts": _facts(one),
        "groups": groups,
    }
    return render(request, "ledger/record.html", page)


def _actions(one: Register) -> list[Action]:
    """What a journal posted may be reversed, once."""
    if one.source not in Source.journals:
        return []
    left = GeneralLedgerEntry.objects.filter(transaction__register=one, reversed_by=None)
    return [reverse_action("register", one.pk)] if left.exists() else []


def _groups(request: HttpRequest, one: Register) -> list[PreviewGroup]:
    kinds: list[tuple[str, Any, Any, tuple[str, ...]]] = [
        (
            _("Customer ledger entries"),
            CustomerLedgerEntry,
            CustomerEntryTable,
            ("customer",),
        ),
        (_("Vendor ledger entries"), VendorLedgerEntry, VendorEntryTable, ("vendor",)),
        (
            _("G/L entries"),
            GeneralLedgerEntry,
            GeneralEntryTable,
            ("account", "transaction"),
        ),
        (
            _("Bank account ledger entries"),
            BankLedgerEntry,
            BankEntryTable,
            ("bank_account", "transaction"),
        ),
    ]
    found = []
    for title, model, table, related in kinds:
        rows = model.objects.filter(transaction__register=one).select_related(*related)
        shown = list(rows.order_by("id")[: MOST_ROWS + 1])
        note = ""
        if len(shown) > MOST_ROWS:
            note = _("The first %(number)s; there are more.") % {"number": MOST_ROWS}
        found.append(PreviewGroup(title, table(shown[:MOST_ROWS], request=request), note))
    return found


def _facts(one: Register) -> list[tuple[str, Any]]:
    posted = [
        document_link(document)
        for related in (
            one.postedinvoices,
            one.postedcreditmemos,
            one.postedshipments,
            one.postedreturnreceipts,
        )
        for document in related.only("id", "no", "register").order_by("id")[:10]
    ]
    facts: list[tuple[str, Any]] = [
        (_("Posted at"), date_format(timezone.localtime(one.posted_at), "DATETIME_FORMAT")),
        (_("User"), one.user or ""),
        (_("Source"), source_label(one.source)),
    ]
    if one.reason:
        facts.append((_("Reason"), one.reason))
    return facts + [(_("Document"), link) for link in posted]
