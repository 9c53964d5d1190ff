"""Posted journals and bank statements, to look at."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arcore.ui.actions import address
from arcore.ui.lists import EmptyState, ListView
from payments.models import (
    BankStatement,
    BankStatementLine,
    PostedReconciliation,
    PostedReconciliationLine,
)
from payments.reconciliation.filters import OfBankFilter
from payments.reconciliation.tables import (
    PostedLineTable,
    PostedTable,
    StatementLineTable,
    StatementTable,
)

POSTED = PostedReconciliation.objects.select_related(
    "bank_account", "posted_by", "bank_statement", "register"
)
STATEMENTS = BankStatement.objects.select_related(
    "bank_account", "created_by", "reconciliation"
)


class PostedList(ListView):
    permission_required = "payments.view_postedreconciliation"
    title = gettext_lazy("Posted reconciliations")
    queryset = POSTED
    table_class = PostedTable
    filterset_class = OfBankFilter
    empty = EmptyState(
        gettext_lazy("Nothing posted yet"),
        gettext_lazy("Journals appear here once they are posted."),
    )


class PostedPage(ListView):
    """One posted journal with its lines."""

    permission_required = "payments.view_postedreconciliation"
    template_name = "payments/posted.html"
    queryset = PostedReconciliationLine.objects.defer("match_details")
    table_class = PostedLineTable
    sort_columns = ("line_no",)
    default_sort = "line_no"

    @cached_property
    def posted(self) -> PostedReconciliation:
        return get_object_or_404(POSTED, pk=self.kwargs["pk"])

    def get_queryset(self) -> QuerySet:
        return self.queryset.filter(reconciliation=self.posted)

    def get_title(self) -> str:
        return _("Posted reconciliation %(journal)s") % {"journal": self.posted}

    def get_breadcrumbs(self) -> list[tuple]:
        return [(_("Posted reconciliations"), reverse("reconciliation:posted_list"))]

    def get_context(self) -> dict[str, Any]:
        posted = self.posted
        return {
            "posted": posted,
            "currency": posted.bank_account.currency_id,
            "register_url": address("ledger:register", (posted.register_id,)),
            "statement": getattr(posted, "bank_statement", None),
        }


class StatementList(ListView):
    permission_required = "payments.view_bankstatement"
    title = gettext_lazy("Bank statements")
    queryset = STATEMENTS
    table_class = StatementTable
    filterset_class = OfBankFilter
    sort_columns = ("statement_date",)
    default_sort = "-statement_date"
    empty = EmptyState(
        gettext_lazy("No bank statements yet"),
        gettext_lazy("A statement appears here once the bank is reconciled with it."),
    )


class StatementPage(ListView):
    """One bank statement with its lines."""

    permission_required = "payments.view_bankstatement"
    template_name = "payments/statement.html"
    queryset = BankStatementLine.objects.all()
    table_class = StatementLineTable
    sort_columns = ("line_no",)
    default_sort = "line_no"

    @cached_property
    def statement(self) -> BankStatement:
        return get_object_or_404(STATEMENTS, pk=self.kwargs["pk"])

    def get_queryset(self) -> QuerySet:
        return self.queryset.filter(statement=self.statement)

    def get_title(self) -> str:
        return _("Bank statement %(statement)s") % {"statement": self.statement}

    def get_breadcrumbs(self) -> list[tuple]:
        return [(_("Bank statements"), reverse("reconciliation:statement_list"))]

    def get_context(self) -> dict[str, Any]:
        statement = self.statement
        return {"statement": statement, "currency": statement.bank_account.currency_id}
