"""The paper of a posted document or a return order, as the customer gets it."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ledger.documents.pdf import render_pdf
from ledger.models import (
    PostedCreditMemo,
    PostedInvoice,
    PostedReturnReceipt,
    PostedShipment,
    SalesDocument,
)


def _paper(
    model: type[Model], permission: str, **only: str
) -> Callable[[HttpRequest, int], HttpResponse]:
    @require_safe
    @permission_required(permission, raise_exception=True)
    def paper(request: HttpRequest, pk: int) -> HttpResponse:
        document: Any = get_object_or_404(model, pk=pk, **only)
        answer = HttpResponse(render_pdf(document), content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="{document.no}.pdf"'
        return answer

    return paper


invoice_pdf = _paper(PostedInvoice, "ledger.view_postedinvoice")
credit_memo_pdf = _paper(PostedCreditMemo, "ledger.view_postedcreditmemo")
shipment_pdf = _paper(PostedShipment, "ledger.view_postedshipment")
return_receipt_pdf = _paper(PostedReturnReceipt, "ledger.view_postedreturnreceipt")
return_order_pdf = _paper(SalesDocument, "ledger.view_salesdocument", type="return_order")
