"""The journals that wait to be posted, and the page of one of them."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from arcore.ui.actions import Action, allowed_actions
from arcore.ui.lists import FILES, EmptyState, ListView
from arcore.values.money import ZERO
from payments.journal.tables import BatchTable
from payments.journal.versions import BATCHES
from payments.journal.views.asked import (
    ADD,
    IMPORT,
    POST,
    SET_UP,
    VIEW,
    batch_of,
    crumbs,
)
from payments.journal.views.grid import LineGrid

NEW = Action(_("New journal"), "journal:batch_new", SET_UP, icon="plus", primary=True, key="c")


class BatchList(ListView):
    permission_required = VIEW
    title = _("Payment journals")
    queryset = BATCHES.annotate(
        line_count=Count("lines"),
        total_balance=Coalesce(
            Sum("lines__amount_lcy", filter=Q(lines__balancing_type="")), ZERO
        ),
    )
    table_class = BatchTable
    default_sort = "pk"
    actions = (NEW,)
    empty = EmptyState(
        _("No journals yet"),
        _(
            "Lines are typed into a journal: make one. Its template is set up by an administrator."
        ),
        action=NEW,
    )

    def get_queryset(self) -> QuerySet:
        return self.queryset.all()


def actions_of(pk: int) -> list[Action]:
    """What can be done with a whole batch, each with its key."""
    return [
        Action(_("Import"), "journal:import", IMPORT, icon="upload", key="i", args=(pk,)),
        Action(
            _("New line, in full"), "journal:line_new", ADD, icon="plus", key="l", args=(pk,)
        ),
        Action(_("Set-up"), "journal:batch_setup", SET_UP, icon="edit", key="e", args=(pk,)),
        Action(_("Test report"), "journal:test", VIEW, icon="check", key="t", args=(pk,)),
        Action(_("Preview"), "journal:preview", VIEW, icon="search", key="v", args=(pk,)),
        Action(
            _("Post"), "journal:post", POST, icon="posted", key="o", primary=True, args=(pk,)
        ),
    ]


@require_safe
@permission_required(VIEW, raise_exception=True)
def batch_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines of one batch, typed in place."""
    batch = batch_of(pk)
    lines = reverse("journal:line_list", args=[pk])
    page: dict[str, Any] = {
        "title": str(batch),
        "breadcrumbs": crumbs(),
        "batch": batch,
        "grid": LineGrid(request, pk=pk),
        "files": [(label, f"{lines}?export={kind}") for kind, label in FILES],
        "progress": batch.posting if batch.is_being_posted else None,
        "actions": allowed_actions(actions_of(pk), request.user),
    }
    return render(request, "payments/journal/batch.html", page)
