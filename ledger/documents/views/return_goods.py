"""Return goods of a posted invoice: how much of which line comes back becomes a return order."""

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

from ledger.documents.forms import ReturnForm
from ledger.documents.quantities import show_quantity
from ledger.documents.refused import DocumentRefused
from ledger.documents.return_invoice import return_invoice
from ledger.documents.returnable import left_to_return
from ledger.models import PostedInvoice


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("ledger.add_salesdocument", raise_exception=True)
def return_goods(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the quantities; the rest is copied from the invoice."""
    invoice = get_object_or_404(PostedInvoice, pk=pk)
    lines = _lines(invoice)
    form = ReturnForm(request.POST or None, lines)
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        today = timezone.localdate()
        try:
            document = return_invoice(pk, form.quantities(), today=today, user=user)
        except DocumentRefused as refused:
            form.add_refusals(form.beside_fields(refused.refusals))
        else:
            made = _("Return order %(no)s is made of invoice %(invoice)s.")
            messages.success(request, made % {"no": document.no, "invoice": invoice.no})
            return redirect(document)
    page = {
        "title": _("Return goods of invoice %(no)s") % {"no": invoice.no},
        "breadcrumbs": [
            (gettext_lazy("Posted invoices"), reverse("documents:posted_list")),
            (invoice.no, invoice.get_absolute_url()),
        ],
        "form": form,
        "rows": [(line, form[form.name_of(line)]) for line in lines],
        "is_all_back": not any(line.left for line in lines),
        "cancel_url": invoice.get_absolute_url(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "documents/return_goods.html", page, status=status)


def _lines(invoice: PostedInvoice) -> list[Any]:
    """The lines that were sold, each with what is left of it."""
    sold = invoice.lines.exclude(kind="comment").select_related("item", "account")
    lines: list[Any] = list(sold.order_by("line_no"))
    left = left_to_return(line.pk for line in lines)
    for line in lines:
        line.left = left[line.pk]
        line.shown_left = show_quantity(line.left)
        line.shown_quantity = show_quantity(line.quantity)
    return lines
