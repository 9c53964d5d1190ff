"""The paper of a posted document, as the customer gets it."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ledger.documents.pdf import render_pdf
from ledger.models import PostedCreditMemo, PostedInvoice, PostedShipment


def _paper(model: type[Model], permission: str) -> Callable[[HttpRequest, int], HttpResponse]:
    @require_safe
    @permission_required(permission, raise_exception=True)
    def paper(request: HttpRequest, pk: int) -> HttpResponse:
        document: Any = get_object_or_404(model, pk=pk)
        answer = HttpResponse(render_pdf(document), content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="{document.no}.pdf"'
        return answer

    return paper


invoice_pdf = _paper(PostedInvoice, "ledger.view_postedinvoice")
credit_memo_pdf = _paper(PostedCreditMemo, "ledger.view_postedcreditmemo")
shipment_pdf = _paper(PostedShipment, "ledger.view_postedshipment")
