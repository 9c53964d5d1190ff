"""A new document: choose the customer, the rest is copied from it."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from arcore.company.signed_in import user_of
from ledger.documents.create import create_document
from ledger.documents.forms import NewDocumentForm
from ledger.documents.refused import DocumentRefused
from ledger.models import SalesDocument

TITLES = {
    SalesDocument.Type.QUOTE: _("New quote"),
    SalesDocument.Type.ORDER: _("New order"),
    SalesDocument.Type.INVOICE: _("New invoice"),
    SalesDocument.Type.CREDIT_MEMO: _("New credit memo"),
    SalesDocument.Type.RETURN_ORDER: _("New return order"),
}
FROM_INVOICE = _(
    "For goods of one invoice, open the posted invoice and choose “Return goods”: lines and "
    "prices are filled in."
)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("ledger.add_salesdocument", raise_exception=True)
def create(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for the customer; `?customer=` fills it in."""
    if kind not in TITLES:
        raise Http404
    today = timezone.localdate()
    form = NewDocumentForm(request.POST or None, initial=_initial(request, today))
    if kind == SalesDocument.Type.RETURN_ORDER:
        form.fields["sell_to"].help_text = FROM_INVOICE
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            document = create_document(
                kind,
                typed["sell_to"],
                bill_to=typed["bill_to"],
                posting_date=typed["posting_date"],
                external_document_no=typed["external_document_no"],
                your_reference=typed["your_reference"],
                today=today,
                user=user_of(request),
            )
            return redirect(document)
        except DocumentRefused as refused:
            form.add_refusals(refused)
    page = {
        "title": TITLES[SalesDocument.Type(kind)],
        "form": form,
        "submit_label": _("Create"),
        "cancel_url": reverse("documents:list"),
        "breadcrumbs": [(_("Sales documents"), reverse("documents:list"))],
    }
    return render(request, "ui/form.html", page, status=422 if form.is_bound else 200)


def _initial(request: HttpRequest, today: Any) -> dict[str, Any]:
    customer = request.GET.get("customer", "")
    chosen = (
        customer if customer.isascii() and customer.isdecimal() and len(customer) < 19 else ""
    )
    return {"posting_date": today, "sell_to": chosen}
