"""The card of a draft: head and lines to edit, or to read where they can't be changed."""

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

from arcore.ui.actions import Action, allowed_actions
from customers.blocking import Action as Doing
from customers.blocking import block_warning
from ledger.documents.edit import edit_document, lines_of
from ledger.documents.forms import HeaderForm, LineGridBase, line_grid
from ledger.documents.labels import labels_of
from ledger.documents.refused import DocumentRefused
from ledger.documents.tables import OrderLineTable, PostedLineTable, ReturnOrderLineTable
from ledger.documents.version import EDITABLE, RELATED
from ledger.documents.views.card_facts import card_facts, posted_from
from ledger.documents.views.totals_part import totals_context
from ledger.documents.warnings import CreditNotice, credit_notice
from ledger.models import SalesDocument, SalesLine

Status, Type = SalesDocument.Status, SalesDocument.Type
CHANGE, POST = "ledger.change_salesdocument", "ledger.post_salesdocument"
RELEASE, ADD = "ledger.release_salesdocument", "ledger.add_salesdocument"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("ledger.view_salesdocument", raise_exception=True)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the document; a POST saves it and needs the permission to change."""
    if request.method == "POST":
        return save(request, pk)
    document = get_object_or_404(SalesDocument.objects.select_related(*RELATED), pk=pk)
    if document.status in EDITABLE and request.user.has_perm(CHANGE):
        lines = lines_of(document)
        form, grid = HeaderForm(None, document), line_grid(None, document, lines)
        return _editor(request, document, lines, form, grid)
    return _reader(request, document)


@permission_required(CHANGE, raise_exception=True)
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save head and lines in one step; refusals come back beside what caused them."""
    document = get_object_or_404(SalesDocument.objects.select_related(*RELATED), pk=pk)
    form = HeaderForm(request.POST, document)
    lines = lines_of(document)
    grid = line_grid(request.POST, document, lines)
    if form.is_valid() & grid.is_valid():
        try:
            version = form.cleaned_data["version"]
            saved = edit_document(pk, version, form.changes(), grid.to_inputs())
        except DocumentRefused as refused:
            form.add_refusals(grid.in_rows(refused.refusals), grid)
        else:
            return _saved(request, saved)
    return _editor(request, document, lines, form, grid, status=422)


def _saved(request: HttpRequest, document: SalesDocument) -> HttpResponse:
    messages.success(request, _("%(no)s is saved.") % {"no": document.no})
    if request.POST.get("then") == "post":
        return redirect("documents:post", pk=document.pk)
    return redirect(document)


def _editor(
    request: HttpRequest,
    document: SalesDocument,
    lines: list[SalesLine],
    form: HeaderForm,
    grid: LineGridBase,
    status: int = 200,
) -> HttpResponse:
    page = _page(request, document, lines) | {
        "form": form,
        "grid": grid,
        "can_post": document.type in POSTABLE and request.user.has_perm(POST),
        "labels": labels_of(document.type),
        **totals_context(document, lines, None),
    }
    return render(request, "documents/edit.html", page, status=status)


def _reader(request: HttpRequest, document: SalesDocument) -> HttpResponse:
    lines = lines_of(document)
    table = LINE_TABLES.get(document.type, PostedLineTable)
    page = _page(request, document, lines) | {
        "facts": card_facts(document),
        "table": table(lines, request=request),
        **totals_context(document, lines, None),
    }
    return render(request, "documents/detail.html", page)


def _page(
    request: HttpRequest, document: SalesDocument, lines: list[SalesLine]
) -> dict[str, Any]:
    warned = [
        warning
        for customer in dict.fromkeys((document.sell_to, document.bill_to))
        if (warning := block_warning(customer, Doing.EDIT_DOCUMENT))
    ]
    is_active = document.status in EDITABLE
    return {
        "title": f"{document.get_type_display()} {document.no}",
        "document": document,
        "breadcrumbs": [(gettext_lazy("Sales documents"), reverse("documents:list"))],
        "actions": allowed_actions(_actions(document), request.user),
        "block_warnings": warned if is_active else [],
        "notice": _notice(document, lines) if is_active else None,
        "made": posted_from(document),
    }


def _notice(document: SalesDocument, lines: list[SalesLine]) -> CreditNotice | None:
    today = timezone.localdate()
    return credit_notice(document.bill_to, today, document, lines=lines)


POSTABLE = (Type.ORDER, Type.INVOICE, Type.CREDIT_MEMO, Type.RETURN_ORDER)
LINE_TABLES: dict[str, type[PostedLineTable]] = {
    Type.ORDER: OrderLineTable,
    Type.RETURN_ORDER: ReturnOrderLineTable,
}


def _actions(document: SalesDocument) -> list[Action]:
    """What can be done next; what needs a choice opens a page, the rest posts at once."""
    own, found = (document.pk,), []

    def step(label: Any, name: str, permission: str, icon: str, **options: Any) -> None:
        found.append(Action(label, f"documents:{name}", permission, icon, args=own, **options))

    if document.status in EDITABLE:
        if document.type in POSTABLE:
            step(_("Post"), "post", POST, "check", primary=True, key="v")
        if document.type == Type.QUOTE:
            step(_("Make order"), "make_order", ADD, "document", post=True, primary=True)
            step(_("Make invoice"), "make_invoice", ADD, "document", post=True)
        collects = document.type in (Type.INVOICE, Type.CREDIT_MEMO)
        if collects and document.status == Status.OPEN:
            step(labels_of(document.type).collect, "collect", CHANGE, "match")
    if document.status == Status.OPEN:
        step(_("Release"), "release", RELEASE, "key", post=True)
    if document.status == Status.RELEASED:
        step(_("Reopen"), "reopen", RELEASE, "edit", post=True)
    if document.type == Type.RETURN_ORDER:
        step(_("PDF"), "return_order_pdf", "", "print", key="i")
    step(_("Copy"), "copy", ADD, "split")
    if document.status in EDITABLE:
        step(_("Delete"), "delete", "ledger.delete_salesdocument", "remove", danger=True)
    return found
