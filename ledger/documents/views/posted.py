"""Cards of posted documents, and the cancelling of an invoice."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from arcore.ui.actions import Action, allowed_actions
from arcore.ui.preview import ConfirmForm, ResultLink, tell_result
from arcore.ui.templatetags.ui import document_link, money
from ledger.documents.cancel import cancel_invoice, preview_cancel
from ledger.documents.directions import BACK, OUT, Direction
from ledger.documents.labels import LABELS
from ledger.documents.tables import GoodsLineTable, PostedLineTable, ReceiptLineTable
from ledger.documents.views.card_facts import header_facts
from ledger.documents.views.planned import planned_groups
from ledger.documents.views.totals_part import totals_context
from ledger.models import (
    DocumentType,
    PostedCreditMemo,
    PostedInvoice,
    PostedReturnReceipt,
    PostedShipment,
    SalesDocument,
)
from ledger.posting import PostingRefused

HEADER = ("sell_to", "bill_to", "payment_terms", "payment_method", "source_document")
CORRECT = "ledger.correct_salesdocument"
LISTS = {
    PostedInvoice: (gettext_lazy("Posted invoices"), "documents:posted_list"),
    PostedCreditMemo: (gettext_lazy("Posted credit memos"), "documents:credit_memo_list"),
    PostedShipment: (gettext_lazy("Posted shipments"), "documents:shipment_list"),
    PostedReturnReceipt: (
        gettext_lazy("Posted return receipts"),
        "documents:return_receipt_list",
    ),
}
# Paper, undo page and lines of what moved.
GOODS_PAGES: dict[type[Any], tuple[str, str, Any]] = {
    PostedShipment: ("shipment_pdf", "documents:undo", GoodsLineTable),
    PostedReturnReceipt: ("return_receipt_pdf", "documents:undo_receipt", ReceiptLineTable),
}


@require_safe
@permission_required("ledger.view_postedinvoice", raise_exception=True)
def invoice(request: HttpRequest, pk: int) -> HttpResponse:
    found = PostedInvoice.objects.select_related(*HEADER, "entry__closed_by")
    document = get_object_or_404(found, pk=pk)
    corrections = document.correcting_credit_memos.only("id", "no", "corrects")
    facts = [(_("Corrected by"), document_link(memo)) for memo in corrections]
    facts += [(_("Return order"), document_link(one)) for one in _returns(document)]
    actions = [_pdf("invoice_pdf", pk), _return(document), _copy(document)]
    entry = document.entry
    if entry.open and entry.remaining == document.total_gross:
        actions.append(
            Action(
                _("Cancel invoice"),
                "documents:cancel",
                CORRECT,
                "undo",
                danger=True,
                args=(pk,),
            )
        )
    return _amounts_card(request, document, _("Invoice"), facts, actions)


@require_safe
@permission_required("ledger.view_postedcreditmemo", raise_exception=True)
def credit_memo(request: HttpRequest, pk: int) -> HttpResponse:
    found = PostedCreditMemo.objects.select_related(*HEADER, "entry__closed_by", "corrects")
    document = get_object_or_404(found, pk=pk)
    facts = [(_("Corrects invoice"), document_link(document.corrects))]
    facts = facts if document.corrects else []
    return _amounts_card(
        request, document, _("Credit memo"), facts, [_pdf("credit_memo_pdf", pk)]
    )


def _goods_card(direction: Direction) -> Callable[[HttpRequest, int], HttpResponse]:
    """The card of posted shipments, or of return receipts."""
    labels, (pdf, undo, table) = LABELS[direction], GOODS_PAGES[direction.goods]

    @require_safe
    @permission_required(
        f"ledger.view_{direction.goods._meta.model_name}", raise_exception=True
    )
    def goods(request: HttpRequest, pk: int) -> HttpResponse:
        found = direction.goods.objects.select_related(*HEADER)
        document: Any = get_object_or_404(found, pk=pk)
        lines = document.lines.select_related("item", "account", "undone_by")
        actions = [
            _pdf(pdf, pk),
            Action(labels.undo, undo, CORRECT, "undo", danger=True, args=(pk,)),
        ]
        page = _page(request, document, str(labels.goods), actions) | {
            "facts": [*header_facts(document), *_origin(document)],
            "table": table(lines.order_by("line_no"), request=request),
        }
        return render(request, "documents/posted.html", page)

    return goods


shipment = _goods_card(OUT)
return_receipt = _goods_card(BACK)


def _amounts_card(
    request: HttpRequest,
    document: PostedInvoice | PostedCreditMemo,
    label: str,
    facts: list[Any],
    actions: list[Action],
) -> HttpResponse:
    lines = list(document.lines.select_related("item", "account").order_by("line_no"))
    page = _page(request, document, label, actions) | {
        "facts": [
            *header_facts(document),
            *_origin(document),
            *facts,
            *_payment_facts(document),
        ],
        "table": PostedLineTable(lines, request=request),
        **totals_context(
            document,  # type: ignore[arg-type]
            lines,  # type: ignore[arg-type]
            None,
            gross_lcy=abs(document.entry.amount_lcy),
        ),
    }
    return render(request, "documents/posted.html", page)


def _payment_facts(document: PostedInvoice | PostedCreditMemo) -> list[tuple[str, Any]]:
    """What is left to pay, and how an immediate payment closed the document."""
    entry = document.entry
    facts: list[tuple[str, Any]] = [
        (_("Customer ledger entry"), document_link(entry)),
        (_("Remaining amount"), money(entry.remaining, document.currency_id)),
    ]
    closing = entry.closed_by
    at_once = (DocumentType.PAYMENT, DocumentType.REFUND)
    if closing and closing.document_no == document.no and closing.document_type in at_once:
        method = document.payment_method or closing.get_document_type_display()
        amount = money(abs(closing.amount), document.currency_id)
        facts.append((_("Paid on posting"), format_html("{} · {}", amount, method)))
    return facts


def _origin(document: Any) -> list[tuple[str, Any]]:
    return [
        (_("Made from"), document_link(document.source_document)),
        (_("Register"), document_link(document.register, str(document.register_id))),
    ]


def _page(
    request: HttpRequest, document: Any, label: str, actions: list[Action]
) -> dict[str, Any]:
    title, url_name = LISTS[type(document)]
    return {
        "title": f"{label} {document.no}",
        "document": document,
        "breadcrumbs": [(title, reverse(url_name))],
        "actions": allowed_actions(actions, request.user),
    }


def _pdf(name: str, pk: int) -> Action:
    return Action(_("PDF"), f"documents:{name}", "", "print", args=(pk,), key="i")


def _returns(invoice: PostedInvoice) -> QuerySet[SalesDocument]:
    """The return orders that take goods of the invoice back."""
    found = SalesDocument.objects.filter(
        lines__returned_line__document=invoice, lines__quantity__gt=0
    )
    return found.only("id", "no").distinct().order_by("id")


def _return(document: PostedInvoice) -> Action:
    return Action(
        _("Return goods"),
        "documents:return_goods",
        "ledger.add_salesdocument",
        "download",
        args=(document.pk,),
        key="r",
    )


def _copy(document: PostedInvoice) -> Action:
    return Action(
        _("Copy to credit memo"),
        "documents:copy_to_credit_memo",
        "ledger.add_salesdocument",
        "split",
        post=True,
        args=(document.pk,),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(CORRECT, raise_exception=True)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the credit memo that would close the invoice; POST makes and posts it."""
    document = get_object_or_404(PostedInvoice, pk=pk)
    user: Any = request.user
    today, refusals, groups = timezone.localdate(), [], []
    try:
        if request.method == "POST":
            memo = cancel_invoice(pk, today=today, user=user)
            links = [
                ResultLink(f"{_('Credit memo')} {memo.no}", memo.get_absolute_url()),
                ResultLink(f"{_('Invoice')} {document.no}", document.get_absolute_url()),
            ]
            tell_result(request, _("The invoice is cancelled:"), links)
            return redirect(memo)
        found = preview_cancel(pk, today=today, user=user)
        refusals = [str(one) for one in found.refusals]
        groups = planned_groups(request, found.plan) if found.plan else []
    except PostingRefused as refused:
        refusals = [str(one) for one in refused.refusals]
    page = {
        "title": _("Cancel invoice %(no)s") % {"no": document.no},
        "breadcrumbs": [
            (LISTS[PostedInvoice][0], reverse("documents:posted_list")),
            (document.no, document.get_absolute_url()),
        ],
        "refusals": refusals,
        "groups": groups,
        "confirm": ConfirmForm.of(1),
        "confirm_label": _("Cancel by credit memo"),
        "cancel_url": document.get_absolute_url(),
    }
    is_refused = request.method == "POST"
    return render(request, "ui/preview.html", page, status=422 if is_refused else 200)
