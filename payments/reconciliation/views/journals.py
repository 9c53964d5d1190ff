"""The open journals, and a new one to type."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from arcore.company.signed_in import user_of
from arcore.ui.actions import Action
from arcore.ui.lists import EmptyState, ListView
from payments.reconciliation.filters import OfBankFilter
from payments.reconciliation.forms import JournalForm
from payments.reconciliation.opening import open_journal
from payments.reconciliation.refused import ReconciliationRefused
from payments.reconciliation.tables import JournalTable
from payments.reconciliation.totals import totals_of
from payments.reconciliation.views.asked import JOURNALS, VIEW, crumbs

IMPORT = Action(
    gettext_lazy("Import a statement"),
    "reconciliation:import",
    "payments.import_reconciliationjournal",
    icon="upload",
    primary=True,
    key="i",
)
NEW = Action(
    gettext_lazy("Type a statement"),
    "reconciliation:create",
    "payments.add_reconciliationjournal",
    icon="plus",
    key="c",
)


class JournalList(ListView):
    """Open journals with their counters: one query for the page, one for its counters."""

    permission_required = VIEW
    template_name = "payments/journals.html"
    title = gettext_lazy("Payment reconciliation journals")
    queryset = JOURNALS.filter(status="open")
    table_class = JournalTable
    filterset_class = OfBankFilter
    default_sort = "-pk"
    actions = (NEW, IMPORT)
    empty = EmptyState(
        gettext_lazy("No open journals"),
        gettext_lazy("Import the bank's statement file; its payments apply themselves."),
        IMPORT,
    )

    def complete(self, rows: Sequence[Any]) -> None:
        totals = totals_of(rows)
        for row in rows:
            row.totals = totals[row.pk]


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("payments.add_reconciliationjournal", raise_exception=True)
def create(request: HttpRequest) -> HttpResponse:
    """An empty journal for lines that are typed."""
    form = JournalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                journal = open_journal(
                    **form.cleaned_data, user=user_of(request), today=timezone.localdate()
                )
            return redirect("reconciliation:line_new", journal.pk)
        except ReconciliationRefused as refused:
            form.add_refusals(refused.refusals)
    page = {
        "title": _("New payment reconciliation journal"),
        "form": form,
        "breadcrumbs": crumbs(),
        "submit_label": _("Type lines"),
        "cancel_url": reverse("reconciliation:list"),
    }
    return render(request, "ui/form.html", page, status=422 if form.is_bound else 200)
