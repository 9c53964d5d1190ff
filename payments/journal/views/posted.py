"""Posted journals, to look at and to copy back into a batch."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from arcore.company.signed_in import user_of
from arcore.ui.actions import Action, address
from arcore.ui.lists import EmptyState, ListView
from payments.journal.copy_back import copy_back
from payments.journal.forms import CopyBackForm
from payments.journal.refused import JournalRefused
from payments.journal.tables import PostedLineTable, PostedTable
from payments.journal.views.asked import ADD, VIEW_POSTED
from payments.models import PostedJournal, PostedJournalLine

POSTED = PostedJournal.objects.select_related("posted_by", "batch__template")


class PostedList(ListView):
    permission_required = VIEW_POSTED
    title = gettext_lazy("Posted journals")
    queryset = POSTED
    table_class = PostedTable
    empty = EmptyState(
        gettext_lazy("Nothing posted yet"),
        gettext_lazy("Journals appear here once they are posted."),
    )


class PostedPage(ListView):
    """One posted journal with its lines."""

    permission_required = VIEW_POSTED
    template_name = "payments/journal/posted.html"
    queryset = PostedJournalLine.objects.all()
    table_class = PostedLineTable
    sort_columns = ("line_no",)
    default_sort = "line_no"

    @cached_property
    def posted(self) -> PostedJournal:
        return get_object_or_404(POSTED, pk=self.kwargs["pk"])

    def get_queryset(self) -> QuerySet:
        return self.queryset.filter(journal=self.posted)

    def get_title(self) -> str:
        return _("Posted journal %(no)s") % {"no": self.posted.pk}

    def get_breadcrumbs(self) -> list[tuple]:
        return [(_("Posted journals"), reverse("journal:posted_list"))]

    def get_actions(self) -> list[Action]:
        return [
            Action(
                gettext_lazy("Copy to a journal"), "journal:copy_back", ADD, icon="undo",
                key="y", args=(self.posted.pk,),
            )
        ]  # fmt: skip

    def get_context(self) -> dict[str, Any]:
        return {
            "posted": self.posted,
            "register_url": address("ledger:register", (self.posted.register_id,)),
        }


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(ADD, raise_exception=True)
def copy_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy all lines into a batch, with the opposite sign if wanted."""
    posted = get_object_or_404(POSTED, pk=pk)
    form = CopyBackForm(request.POST or None, initial={"batch": posted.batch_id})
    if request.method == "POST" and form.is_valid():
        try:
            count = copy_back(posted.pk, user=user_of(request), **_wanted(form))
        except JournalRefused as refused:
            form.add_refusals(refused)
        else:
            told = ngettext("%(count)d line copied.", "%(count)d lines copied.", count)
            messages.success(request, told % {"count": count})
            return redirect(f"{form.cleaned_data['batch'].get_absolute_url()}?at=last")
    page = {
        "title": _("Copy posted journal %(no)s") % {"no": posted.pk},
        "breadcrumbs": [
            (_("Posted journals"), reverse("journal:posted_list")),
            (str(posted.pk), posted.get_absolute_url()),
        ],
        "form": form,
        "submit_label": _("Copy the lines"),
        "cancel_url": posted.get_absolute_url(),
    }
    return render(request, "ui/form.html", page, status=422 if form.errors else 200)


def _wanted(form: CopyBackForm) -> dict[str, Any]:
    data = form.cleaned_data
    return {
        "batch_id": data["batch"].pk,
        "reverse": data["reverse"],
        "posting_date": data["posting_date"],
    }
