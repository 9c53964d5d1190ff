"""Post a draft: look at what will be written, then write exactly that, once."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from arcore.ui.pieces import Tab
from arcore.ui.preview import ConfirmForm, ResultLink, tell_result
from ledger.documents.directions import goes_in_steps
from ledger.documents.labels import LABELS, labels_of
from ledger.documents.posting import post_documents
from ledger.documents.version import EDITABLE, RELATED
from ledger.documents.views.planned import planned_goods, planned_groups
from ledger.documents.warnings import credit_notice
from ledger.models import PostedCreditMemo, PostedInvoice, Register, SalesDocument
from ledger.posting import Command, PostingRefused, post, preview

# Whether goods move, and whether they are billed.
MODES = {
    "both": (True, True),
    "ship": (True, False),
    "receive": (True, False),
    "invoice": (False, True),
    "credit": (False, True),
}


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("ledger.post_salesdocument", raise_exception=True)
def post_document(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the rows to come, POST writes them; the same version is never posted twice."""
    document = get_object_or_404(SalesDocument.objects.select_related(*RELATED), pk=pk)
    mode = request.GET.get("mode", "both")
    mode = mode if mode in _modes(document) else "both"
    if request.method == "POST":
        confirm = ConfirmForm(request.POST)
        if confirm.is_valid():
            try:
                register = post(
                    _command(request, document, confirm.cleaned_data["version"], mode)
                )
            except PostingRefused as refused:
                refusals = [str(one) for one in refused.refusals]
                return _show(request, document, mode, refusals, status=422)
            return redirect(tell_posted(request, register, document.get_absolute_url()))
    if document.status not in EDITABLE:
        return redirect(document)
    return _show(request, document, mode, None)


def _command(request: HttpRequest, document: SalesDocument, version: int, mode: str) -> Command:
    ship, invoice = MODES[mode]
    return post_documents(
        {document.pk: version},
        user_id=request.user.pk,
        today=timezone.localdate(),
        ship=ship,
        invoice=invoice,
    )


def _show(
    request: HttpRequest,
    document: SalesDocument,
    mode: str,
    refusals: list[str] | None,
    status: int = 200,
) -> HttpResponse:
    groups = []
    if refusals is None:
        found = preview(_command(request, document, document.version, mode))
        refusals = [str(one) for one in found.refusals]
        if found.plan is not None:
            groups = planned_groups(request, found.plan)
            if goes_in_steps(document.type) and MODES[mode][0]:
                goods = planned_goods(request, document, list(document.lines.all()))
                groups = [goods, *groups] if goods else groups
    notice = credit_notice(document.bill_to, timezone.localdate(), document)
    name = f"{document.get_type_display()} {document.no}"
    page = {
        "title": _("Post %(document)s") % {"document": name},
        "document": document,
        "breadcrumbs": [
            (gettext_lazy("Sales documents"), reverse("documents:list")),
            (name, document.get_absolute_url()),
        ],
        "tabs": _tabs(request, document, mode),
        "refusals": refusals,
        "warnings": notice.messages if notice else (),
        "groups": groups,
        "confirm": ConfirmForm.of(document.version),
        "confirm_label": _modes(document).get(mode, _("Post")),
        "cancel_url": document.get_absolute_url(),
    }
    return render(request, "documents/post.html", page, status=status)


def _modes(document: SalesDocument) -> Mapping[str, Any]:
    """What can be chosen: only orders and return orders post in parts."""
    return labels_of(document.type).posting if goes_in_steps(document.type) else {}


def _tabs(request: HttpRequest, document: SalesDocument, mode: str) -> list[Tab]:
    return [
        Tab(label, f"{request.path}?mode={name}", is_current=name == mode)
        for name, label in _modes(document).items()
    ]


def posted_by(register: Register) -> list[ResultLink]:
    """The documents that a register posted."""
    found = []
    kinds: list[tuple[Any, Any]] = [
        (_("Invoice"), PostedInvoice),
        (_("Credit memo"), PostedCreditMemo),
        *((labels.goods, direction.goods) for direction, labels in LABELS.items()),
    ]
    for label, model in kinds:
        found += [
            ResultLink(f"{label} {one.no}", one.get_absolute_url())
            for one in model.objects.filter(register=register).only("id", "no").order_by("id")
        ]
    return found


def tell_posted(request: HttpRequest, register: Register, fallback: str) -> str:
    """Tell what was posted with links to all of it; where to go next."""
    links = posted_by(register)
    entries = f"{reverse('ledger:register', args=[register.pk])}"
    told = [*links, ResultLink(_("Entries of register %(no)s") % {"no": register.pk}, entries)]
    tell_result(request, _("Posted:"), told)
    return links[0].url if links else fallback
