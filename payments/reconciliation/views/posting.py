"""Post a journal after a look at everything that will be written."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from arcore.company.models import Company
from arcore.company.signed_in import user_of
from arcore.jobs import enqueue
from arcore.ui.actions import address
from arcore.ui.preview import PreviewGroup, ResultLink, tell_result
from ledger.applying.asking import asks
from ledger.applying.forms import answers_in
from ledger.applying.views.outlook import (
    Outlook,
    only_looks,
    outlook_of,
    refused_outlook,
)
from ledger.posting import Command, PostingRefused, Refusal, post
from payments.models import PostedReconciliation, ReconciliationJournal
from payments.reconciliation.filters import shown
from payments.reconciliation.forms import PostForm
from payments.reconciliation.posting import post_journal as posting_of
from payments.reconciliation.tables import EntryPreviewTable, GeneralPreviewTable
from payments.reconciliation.totals import totals_of
from payments.reconciliation.views.asked import JOURNALS, crumbs, line_url
from payments.reconciliation.views.plan_rows import entry_rows, general_rows, totals
from payments.tasks import post_large_journal

POST = "payments.post_reconciliationjournal"
RECONCILE = "payments.reconcile_reconciliationjournal"
AT_ONCE_LINES = 500


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(POST, raise_exception=True)
def post_journal(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the preview and its questions; POST posts, or shows why not and what to decide."""
    journal = JOURNALS.filter(pk=pk).first()
    if journal is None:
        return _posted_before(request, pk)
    if request.method == "POST":
        form = PostForm(request.POST)
        if form.is_valid() and not only_looks(request.POST):
            return _post(request, journal, form)
        return _page(request, journal, form, status=422 if form.errors else 200)
    initial = {
        "version": journal.version,
        "reconcile": "no" if journal.post_payments_only else "yes",
        "statement_date": journal.statement_date,
        "ending_balance": journal.ending_balance,
    }
    return _page(request, journal, PostForm(initial=initial))


def _post(request: HttpRequest, journal: ReconciliationJournal, form: PostForm) -> HttpResponse:
    command = _command(request, journal, form)
    if command.options["reconcile"] and not user_of(request).has_perm(RECONCILE):
        raise PermissionDenied(_("Your role may post payments, but not reconcile the bank."))
    if asks(Company.get()):
        outlook = outlook_of(command, request.POST)
        if not outlook.is_ready:
            status = 422 if outlook.refusals else 200
            return _page(request, journal, form, outlook, status=status)
    if totals_of([journal])[journal.pk].lines > AT_ONCE_LINES:
        return _post_later(request, journal, command)
    try:
        register = post(command)
    except PostingRefused as refused:
        outlook = refused_outlook(refused.refusals, request.POST)
        return _page(request, journal, form, outlook, status=422)
    return _result(request, PostedReconciliation.objects.get(register=register))


def _post_later(
    request: HttpRequest, journal: ReconciliationJournal, command: Command
) -> HttpResponse:
    progress = enqueue(
        post_large_journal,
        title=_("Posting of %(journal)s") % {"journal": journal},
        user=user_of(request),
        journal_id=journal.pk,
        version=command.version,
        user_id=user_of(request).pk,
        today=command.today.isoformat(),
        **command.options,
    )
    return redirect(progress)


def _command(request: HttpRequest, journal: ReconciliationJournal, form: PostForm) -> Command:
    if form.is_bound:
        reconcile, day, ending = form.choices()
        version = form.cleaned_data["version"]
    else:
        reconcile = form.initial["reconcile"] == "yes"
        day, ending = form.initial["statement_date"], form.initial["ending_balance"]
        version = journal.version
    return posting_of(
        journal,
        version=version,
        user_id=user_of(request).pk,
        today=timezone.localdate(),
        reconcile=reconcile,
        statement_date=day if reconcile else None,
        ending_balance=ending if reconcile else None,
        answers=answers_in(request.POST),
    )


def _page(
    request: HttpRequest,
    journal: ReconciliationJournal,
    form: PostForm,
    outlook: Outlook | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    if outlook is None:
        outlook = (
            refused_outlook((), request.POST)
            if form.errors
            else outlook_of(_command(request, journal, form), request.POST, posts=False)
        )
    plan_totals = totals(outlook.plan) if outlook.plan else None
    counted = totals_of([journal])[journal.pk]
    page = {
        "title": _("Post %(journal)s") % {"journal": journal},
        "breadcrumbs": crumbs(journal),
        "journal": journal,
        "currency": journal.bank_account.currency_id,
        "totals": counted,
        "review_url": _first_to_review(journal) if counted.to_review else "",
        "form": form,
        "refusals": _linked(journal, outlook.refusals),
        "questions": outlook.questions,
        "kept": outlook.kept,
        "notice": outlook.notice,
        "groups": _groups(outlook.plan, plan_totals) if outlook.plan else [],
        "plan_totals": plan_totals,
        "may_reconcile": user_of(request).has_perm(RECONCILE),
    }
    return render(request, "payments/post.html", page, status=status)


def _first_to_review(journal: ReconciliationJournal) -> str:
    """Where the lines to review are gone through one by one."""
    lines = shown(journal.lines.order_by("line_no"), "review")
    first = lines.values_list("pk", flat=True).first()
    return line_url(first, "review") if first else ""


def _linked(
    journal: ReconciliationJournal, refusals: Sequence[Refusal]
) -> list[tuple[Any, str]]:
    """Each refusal with the way to its line."""
    numbers = {refusal.line for refusal in refusals if refusal.line is not None}
    lines = dict(
        journal.lines.filter(line_no__in=numbers).values_list("line_no", "pk")
        if numbers
        else ()
    )
    return [
        (refusal, line_url(lines[refusal.line]) if refusal.line in lines else "")
        for refusal in refusals
    ]


def _groups(plan: Any, counted: Any) -> list[PreviewGroup]:
    first = _("The first ones; %(count)d in all.")
    general, entries = general_rows(plan), entry_rows(plan)
    return [
        PreviewGroup(
            _("Customer and vendor entries"),
            EntryPreviewTable(entries),
            first % {"count": counted.entries} if counted.entries > len(entries) else "",
        ),
        PreviewGroup(
            _("G/L entries"),
            GeneralPreviewTable(general),
            first % {"count": counted.general} if counted.general > len(general) else "",
        ),
    ]


def _result(request: HttpRequest, posted: PostedReconciliation) -> HttpResponse:
    links = [
        ResultLink(_("Register %(no)s") % {"no": posted.register_id}, _register_url(posted))
    ]
    statement = getattr(posted, "bank_statement", None)
    if statement is not None:
        links.append(ResultLink(_("Bank statement"), statement.get_absolute_url()))
    title = (
        _("%(journal)s is posted and the bank reconciled.")
        if posted.reconciled
        else _("The payments of %(journal)s are posted.")
    )
    tell_result(request, title % {"journal": posted}, links)
    return redirect(posted)


def _register_url(posted: PostedReconciliation) -> str:
    return address("ledger:register", (posted.register_id,))


def _posted_before(request: HttpRequest, pk: int) -> HttpResponse:
    """A second tab or a double click: show what the first one posted."""
    posted = PostedReconciliation.objects.filter(
        register__source="reconciliation", register__source_id=str(pk)
    ).first()
    if posted is None:
        raise Http404
    return _result(request, posted)
