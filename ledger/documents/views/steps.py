"""One-click steps on a draft: release, reopen, delete, copy, quote to order or invoice."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from arcore.company.signed_in import user_of
from arcore.ui.preview import ConfirmForm
from ledger.documents.copy import copy_document
from ledger.documents.delete import delete_document
from ledger.documents.forms import CopyForm
from ledger.documents.quote import convert_quote
from ledger.documents.refused import DocumentRefused
from ledger.documents.release import release as release_document
from ledger.documents.release import reopen as reopen_document
from ledger.documents.views.card_facts import card_facts
from ledger.models import PostedInvoice, SalesDocument

Type = SalesDocument.Type
RELEASE, ADD = "ledger.release_salesdocument", "ledger.add_salesdocument"


def _step(
    request: HttpRequest, pk: int, take: Callable[[SalesDocument], SalesDocument], done: Any
) -> HttpResponse:
    """Take the step over the version that is there now; say what happened either way."""
    document = get_object_or_404(SalesDocument, pk=pk)
    try:
        reached = take(document)
    except DocumentRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, str(refusal))
        return redirect(document)
    messages.success(request, done % {"no": reached.no})
    return redirect(reached)


@require_POST
@permission_required(RELEASE, raise_exception=True)
def release(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(
        request, pk, lambda one: release_document(pk, one.version), _("%(no)s is released.")
    )


@require_POST
@permission_required(RELEASE, raise_exception=True)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(
        request, pk, lambda one: reopen_document(pk, one.version), _("%(no)s is open again.")
    )


@require_POST
@permission_required(ADD, raise_exception=True)
def make_order(request: HttpRequest, pk: int) -> HttpResponse:
    return _convert(request, pk, Type.ORDER)


@require_POST
@permission_required(ADD, raise_exception=True)
def make_invoice(request: HttpRequest, pk: int) -> HttpResponse:
    return _convert(request, pk, Type.INVOICE)


def _convert(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    def take(quote: SalesDocument) -> SalesDocument:
        user: Any = request.user
        return convert_quote(pk, quote.version, kind, today=timezone.localdate(), user=user)

    return _step(request, pk, take, _("%(no)s was made from the quote."))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(ADD, raise_exception=True)
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what the copy becomes."""
    document = get_object_or_404(SalesDocument, pk=pk)
    form = CopyForm(request.POST or None, initial={"type": document.type})
    if request.method == "POST" and form.is_valid():
        try:
            made = copy_document(
                document,
                form.cleaned_data["type"],
                today=timezone.localdate(),
                user=user_of(request),
            )
        except DocumentRefused as refused:
            form.add_refusals(refused)
        else:
            messages.success(request, _("%(no)s is a copy.") % {"no": made.no})
            return redirect(made)
    page = _page(document, gettext_lazy("Copy %(document)s")) | {
        "form": form,
        "submit_label": _("Copy"),
    }
    return render(request, "ui/form.html", page, status=422 if form.is_bound else 200)


@require_POST
@permission_required(ADD, raise_exception=True)
def copy_to_credit_memo(request: HttpRequest, pk: int) -> HttpResponse:
    """A credit memo by hand, with the lines of a posted invoice."""
    invoice = get_object_or_404(PostedInvoice, pk=pk)
    user: Any = request.user
    try:
        made = copy_document(invoice, Type.CREDIT_MEMO, today=timezone.localdate(), user=user)
    except DocumentRefused as refused:
        for refusal in refused.refusals:
            messages.error(request, str(refusal))
        return redirect(invoice)
    messages.success(request, _("%(no)s is a copy.") % {"no": made.no})
    return redirect(made)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("ledger.delete_salesdocument", raise_exception=True)
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first; a draft that something came from is refused."""
    document = get_object_or_404(SalesDocument, pk=pk)
    confirm = ConfirmForm(request.POST) if request.POST else ConfirmForm.of(document.version)
    refusals: list[str] = []
    if request.method == "POST" and confirm.is_valid():
        try:
            no = delete_document(pk, confirm.cleaned_data["version"])
        except DocumentRefused as refused:
            refusals = [str(refusal) for refusal in refused.refusals]
        else:
            messages.success(request, _("%(no)s is deleted.") % {"no": no})
            return redirect("documents:list")
    page = _page(document, gettext_lazy("Delete %(document)s")) | {
        "facts": card_facts(document),
        "refusals": refusals,
        "confirm": confirm,
        "confirm_label": _("Delete"),
    }
    return render(request, "ui/preview.html", page, status=422 if refusals else 200)


def _page(document: SalesDocument, title: Any) -> dict[str, Any]:
    name = f"{document.get_type_display()} {document.no}"
    return {
        "title": title % {"document": name},
        "breadcrumbs": [
            (gettext_lazy("Sales documents"), reverse("documents:list")),
            (name, document.get_absolute_url()),
        ],
        "cancel_url": document.get_absolute_url(),
    }
