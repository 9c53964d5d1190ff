"""Choose lines: goods to collect into a bill, lines of a shipment or return receipt to undo."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ledger.documents.collect import collect_goods, collectable_lines
from ledger.documents.directions import Direction
from ledger.documents.forms import CollectForm
from ledger.documents.labels import LABELS, labels_of
from ledger.documents.posting import undo_goods
from ledger.documents.quantities import show_quantity
from ledger.documents.version import RELATED
from ledger.documents.views.posted import LISTS
from ledger.models import SalesDocument
from ledger.posting import PostingRefused, post

MOST_LINES = 500


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("ledger.change_salesdocument", raise_exception=True)
def collect(request: HttpRequest, pk: int) -> HttpResponse:
    """Pick shipped lines of the same customers and currency for an invoice.

    For a credit memo, pick received ones.
    """
    document = get_object_or_404(SalesDocument.objects.select_related(*RELATED), pk=pk)
    labels = labels_of(document.type)
    rows = list(collectable_lines(document)[:MOST_LINES])
    form = _form(request, document.version, [row.pk for row in rows])
    if request.method == "POST" and form.is_valid():
        try:
            typed = form.cleaned_data
            collect_goods(pk, typed["version"], typed["lines"])
        except PostingRefused as refused:
            form.add_refusals(refused)
        else:
            messages.success(request, str(labels.collected))
            return redirect(document)
    page = {
        "title": labels.collect_for % {"no": document.no},
        "labels": labels,
        "breadcrumbs": [
            (gettext_lazy("Sales documents"), reverse("documents:list")),
            (document.no, document.get_absolute_url()),
        ],
        "rows": rows,
        "form": form,
        "submit_label": _("Collect"),
        "cancel_url": document.get_absolute_url(),
        "nothing": labels.nothing_to_collect,
    }
    return _answer(request, page, form)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("ledger.correct_salesdocument", raise_exception=True)
def undo(request: HttpRequest, pk: int, direction: Direction) -> HttpResponse:
    """Take lines of a shipment or return receipt back; what was billed can't be undone."""
    goods, labels = get_object_or_404(direction.goods, pk=pk), LABELS[direction]
    list_title, list_url = LISTS[direction.goods]
    rows = list(
        goods.lines.filter(undone_line=None, undone_by=None, invoiced=0)
        .exclude(kind="comment")
        .select_related("item", "account", "document")
    )
    for row in rows:
        row.left = row.quantity
    ids = [line.pk for line in goods.lines.exclude(kind="comment")]
    form = _form(request, 1, ids)
    if request.method == "POST" and form.is_valid():
        user_id, today = request.user.pk, timezone.localdate()
        try:
            lines = form.cleaned_data["lines"]
            post(undo_goods(goods, lines, user_id=user_id, today=today))
        except PostingRefused as refused:
            form.add_refusals(refused)
        else:
            messages.success(request, str(labels.undone))
            return redirect(goods)
    page = {
        "title": labels.undo_of % {"no": goods.no},
        "labels": labels,
        "breadcrumbs": [
            (list_title, reverse(list_url)),
            (goods.no, goods.get_absolute_url()),
        ],
        "rows": rows,
        "form": form,
        "submit_label": _("Undo"),
        "cancel_url": goods.get_absolute_url(),
        "nothing": labels.nothing_to_undo,
    }
    return _answer(request, page, form)


def _form(request: HttpRequest, version: int, ids: list[int]) -> CollectForm:
    form = CollectForm(request.POST or None, initial={"version": version})
    form.fields["lines"].choices = [(pk, str(pk)) for pk in ids]  # type: ignore[attr-defined]
    return form


def _answer(request: HttpRequest, page: dict[str, Any], form: CollectForm) -> HttpResponse:
    typed: Any = form.data
    chosen = set(typed.getlist("lines")) if form.is_bound else None
    for row in page["rows"]:
        row.shown_quantity = show_quantity(row.left)
        row.is_chosen = chosen is None or str(row.pk) in chosen
    status = 422 if form.is_bound else 200
    return render(request, "documents/choose_lines.html", page, status=status)
