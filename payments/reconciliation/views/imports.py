"""Import a bank statement file: small ones at once, large ones by the worker."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from arcore.company.signed_in import user_of
from arcore.jobs import enqueue
from arcore.jobs.models import Progress
from arcore.ui.lists import EmptyState, ListView
from payments.models import ImportedLine, ReconciliationJournal
from payments.reconciliation.forms import ImportForm
from payments.reconciliation.importing import ImportChoices, Imported, import_file
from payments.reconciliation.tables import LeftOutTable
from payments.reconciliation.uploads import is_large, keep
from payments.reconciliation.views.asked import JOURNALS, VIEW, crumbs
from payments.statements.parsed import ImportProblem, StatementRefused
from payments.tasks import import_statement, match_imported, result_of

OVERRIDE = "payments.override_reconciliationjournal"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("payments.import_reconciliationjournal", raise_exception=True)
def import_statement_file(request: HttpRequest) -> HttpResponse:
    """The upload page; a refused file lists every reason and stores nothing."""
    may_override = user_of(request).has_perm(OVERRIDE)
    form = ImportForm(request.POST or None, request.FILES or None, may_override=may_override)
    problems: Sequence[ImportProblem] = ()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if is_large(file.size):
            return redirect(_hand_over(request, file, form.cleaned_data))
        try:
            return _import_now(request, file, form.cleaned_data)
        except StatementRefused as refused:
            problems = refused.problems
    page = {
        "title": _("Import a bank statement"),
        "breadcrumbs": crumbs(),
        "form": form,
        "refusals": [problem for problem in problems if problem.refuses],
        "warnings": [problem for problem in problems if not problem.refuses],
        "may_override": may_override
        and bool(problems)
        and all(problem.overridable for problem in problems if problem.refuses),
        "unknown_account": any(problem.code == "account-unknown" for problem in problems),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "payments/import.html", page, status=status)


def _import_now(request: HttpRequest, file: UploadedFile, chosen: dict) -> HttpResponse:
    user, today = user_of(request), timezone.localdate()
    csv_format = chosen["csv_format"]
    choices = ImportChoices(
        bank_account=chosen["bank_account"],
        profile=csv_format.profile() if csv_format else None,
        override_reason=chosen.get("override_reason", ""),
    )
    imported = import_file(file, file.name or "", user, today, choices)
    match_imported(imported, user, today)
    _tell(request, imported)
    return redirect(result_of(imported))


def _hand_over(request: HttpRequest, file: UploadedFile, chosen: dict) -> Progress:
    user = user_of(request)
    upload = keep(file, file.name or "", user)
    account, csv_format = chosen["bank_account"], chosen["csv_format"]
    return enqueue(
        import_statement,
        title=_("Import of %(file)s") % {"file": upload.name},
        user=user,
        upload_id=upload.pk,
        user_id=user.pk,
        today=timezone.localdate().isoformat(),
        bank_account_id=account.pk if account else None,
        csv_format_id=csv_format.pk if csv_format else None,
        override_reason=chosen.get("override_reason", ""),
    )


def _tell(request: HttpRequest, imported: Imported) -> None:
    count = len(imported.journals)
    message = ngettext(
        "%(count)d journal was made from the file.",
        "%(count)d journals were made from the file.",
        count,
    )
    messages.success(request, message % {"count": count})
    if count != 1:  # the page of the one journal lists its warnings itself
        for problem in imported.warnings:
            messages.warning(request, str(problem))
    if imported.seen_before:
        message = ngettext(
            "%(count)d line was imported before and is left out.",
            "%(count)d lines were imported before and are left out.",
            imported.seen_before,
        )
        messages.warning(request, message % {"count": imported.seen_before})


class LeftOutLines(ListView):
    """Lines of the file that came with an earlier one."""

    permission_required = VIEW
    title = gettext_lazy("Lines left out")
    queryset = ImportedLine.objects.defer("raw_fragment")
    table_class = LeftOutTable
    sort_columns = ("sequence",)
    default_sort = "sequence"
    empty = EmptyState(gettext_lazy("Every line of the file was new"))

    @cached_property
    def journal(self) -> ReconciliationJournal:
        return get_object_or_404(JOURNALS, pk=self.kwargs["pk"])

    def get_queryset(self) -> QuerySet:
        statement = self.journal.imported_statement
        return self.queryset.filter(statement=statement, seen_before=True)

    def get_breadcrumbs(self) -> list[tuple]:
        return crumbs(self.journal)

    def get_context(self) -> dict[str, Any]:
        return {"back_url": reverse("reconciliation:journal", args=[self.journal.pk])}
