"""One journal: its lines, counters and totals, and what can be done with all of it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from arcore.company.signed_in import user_of
from arcore.jobs import enqueue
from arcore.ui.actions import Action
from arcore.ui.lists import EmptyState, ListView
from arcore.ui.pieces import Tab
from payments.models import ReconciliationJournal, ReconciliationLine
from payments.reconciliation.edit_lines import edit_header
from payments.reconciliation.filters import LineFilter
from payments.reconciliation.forms import HeaderForm
from payments.reconciliation.matching_run import apply_automatically, is_long, summary_of
from payments.reconciliation.refused import ReconciliationRefused
from payments.reconciliation.tables import LineTable, journal_url
from payments.reconciliation.totals import Totals, totals_of
from payments.reconciliation.views.asked import (
    JOURNALS,
    VIEW,
    after_refusal,
    crumbs,
    show_of,
)
from payments.statements.problems import in_its_place
from payments.tasks import match_journal

APPLY = "payments.apply_reconciliationjournal"


class JournalPage(ListView):
    """Lines in keyset pages, the filter in the URL, totals in sight."""

    permission_required = VIEW
    template_name = "payments/journal.html"
    part_template_name = "payments/journal_part.html"
    queryset = ReconciliationLine.objects.select_related(
        "account", "customer", "vendor", "other_bank_account", "parent"
    ).defer("match_details")
    table_class = LineTable
    filterset_class = LineFilter
    sort_columns = ("line_no", "transaction_date", "amount", "confidence")
    default_sort = "line_no"
    empty = EmptyState(gettext_lazy("No lines"), gettext_lazy("Type the statement's lines."))

    @cached_property
    def journal(self) -> ReconciliationJournal:
        return get_object_or_404(JOURNALS, pk=self.kwargs["pk"])

    @cached_property
    def totals(self) -> Totals:
        return totals_of([self.journal])[self.journal.pk]

    def get_queryset(self) -> QuerySet:
        return self.queryset.filter(journal=self.journal)

    def complete(self, rows: Sequence[Any]) -> None:
        for row in rows:
            row.parent_no = row.parent.line_no if row.parent else ""

    def get_title(self) -> str:
        return _("Payment reconciliation journal %(journal)s") % {"journal": self.journal}

    def get_breadcrumbs(self) -> list[tuple]:
        return crumbs()

    def get_actions(self) -> list[Action]:
        pk = self.journal.pk
        return [
            Action(
                gettext_lazy("Delete"), "reconciliation:delete",
                "payments.delete_reconciliationjournal", icon="remove", danger=True, args=(pk,),
            ),
            Action(
                gettext_lazy("Add a line"), "reconciliation:line_new", APPLY,
                icon="plus", key="l", args=(pk,),
            ),
            Action(
                gettext_lazy("Apply automatically"), "reconciliation:match",
                "payments.match_reconciliationjournal", icon="match", post=True, key="y",
                args=(pk,),
            ),
            Action(
                gettext_lazy("Post"), "reconciliation:post",
                "payments.post_reconciliationjournal", icon="check", key="o", args=(pk,),
                primary=True,
            ),
        ]  # fmt: skip

    def get_context(self) -> dict[str, Any]:
        journal, totals, show = self.journal, self.totals, show_of(self.request)
        first = _first_to_review(self.request, journal, totals)
        return {
            "journal": journal,
            "totals": totals,
            "currency": journal.bank_account.currency_id,
            "tabs": _tabs(journal, totals, show),
            "review_url": first,
            "warnings": _warnings(journal),
            "header_form": HeaderForm(
                initial={
                    "version": journal.version,
                    "statement_date": journal.statement_date,
                    "ending_balance": journal.ending_balance,
                }
            ),
        }

    def _table(self, *arguments: Any, **options: Any) -> LineTable:
        table = super()._table(*arguments, **options)
        table.show = show_of(self.request)
        return table


def _warnings(journal: ReconciliationJournal) -> list[str]:
    """What the import warned of, each at its place in the file."""
    statement = journal.imported_statement
    return [
        in_its_place(warning.get("where", ""), warning["message"])
        for warning in (statement.warnings if statement else ())
    ]


def _first_to_review(
    request: HttpRequest, journal: ReconciliationJournal, totals: Totals
) -> str:
    """Where review starts: lines to review, else those with difference."""
    show = "review" if totals.to_review else "difference" if totals.with_difference else ""
    if not show:
        return ""
    return journal_url(journal.pk, show)


def _tabs(journal: ReconciliationJournal, totals: Totals, show: str) -> list[Tab]:
    counted = (
        ("", _("All lines"), totals.lines),
        ("review", _("To review"), totals.to_review),
        ("difference", _("With difference"), totals.with_difference),
        ("unapplied", _("Not applied"), totals.not_applied),
    )
    return [
        Tab(label, journal_url(journal.pk, name), is_current=name == show, count=count)
        for name, label, count in counted
    ]


@require_POST
@permission_required(APPLY, raise_exception=True)
def header(request: HttpRequest, pk: int) -> HttpResponse:
    """Statement date and ending balance."""
    form = HeaderForm(request.POST)
    if not form.is_valid():
        for _bound, error in form.error_links():
            messages.error(request, error)
        return redirect("reconciliation:journal", pk)
    try:
        edit_header(pk, **form.cleaned_data)
    except ReconciliationRefused as refused:
        return after_refusal(request, refused, journal_url(pk))
    return redirect("reconciliation:journal", pk)


@require_POST
@permission_required("payments.match_reconciliationjournal", raise_exception=True)
def match(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply automatically; asks first whether to overwrite what people settled."""
    journal = get_object_or_404(JOURNALS, pk=pk)
    totals = totals_of([journal])[pk]
    answer = request.POST.get("overwrite", "")
    if totals.by_hand and answer not in ("yes", "no"):
        page = {
            "title": _("Apply automatically"),
            "breadcrumbs": crumbs(journal),
            "journal": journal,
            "totals": totals,
        }
        return render(request, "payments/overwrite.html", page)
    user, today, overwrite = user_of(request), timezone.localdate(), answer == "yes"
    if is_long(totals):
        progress = enqueue(
            match_journal,
            title=_("Apply payments of %(journal)s") % {"journal": journal},
            user=user,
            journal_id=pk,
            user_id=user.pk,
            today=today.isoformat(),
            overwrite=overwrite,
        )
        return redirect(progress)
    try:
        matched = apply_automatically(journal, user, today, overwrite=overwrite)
    except ReconciliationRefused as refused:
        return after_refusal(request, refused, journal_url(pk))
    messages.success(request, summary_of(matched))
    return redirect("reconciliation:journal", pk)
