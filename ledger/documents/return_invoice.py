"""Make a return order of a posted invoice: its lines and prices, at most what is left of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from arcore.company.models import User
from ledger.documents.copy import copied_line, lines_to_copy
from ledger.documents.corrective import (
    cancelling_memo,
    corrective_draft,
    find_invoice,
    propose_application,
)
from ledger.documents.create import new_lines, save_new
from ledger.documents.refused import refuse_document
from ledger.documents.returnable import left_to_return
from ledger.models import PostedInvoice, SalesDocument, SalesLine
from ledger.posting import Refusal
from ledger.posting.for_sources import locks

Type = SalesDocument.Type


@transaction.atomic
def return_invoice(
    invoice_id: int,
    quantities: Mapping[int, Decimal] | None = None,
    *,
    today: date,
    user: User | None,
) -> SalesDocument:
    """An open return order of the invoice's lines, with prices and discounts as invoiced.

    `quantities` by invoice line says what comes back; None takes everything that is left. The
    order proposes to apply its credit memo to the invoice while that is open. Raises
    `DocumentRefused`: more than is left, a cancelled invoice, a customer blocked for All.
    """
    locks.take_rows("ledger_postedinvoice", [invoice_id])
    invoice = find_invoice(invoice_id)
    refuse_document(_cancelled(invoice))
    wanted = _left(invoice) if quantities is None else dict(quantities)
    if not any(wanted.values()):
        message = _("Nothing of invoice %(no)s is returned: enter a quantity.")
        if quantities is None:
            message = _("Everything of invoice %(no)s is returned already.")
        refuse_document([Refusal(message % {"no": invoice.no})])
    document = corrective_draft(Type.RETURN_ORDER, invoice, today=today, user=user)
    propose_application(document, {invoice})
    lines = _lines(document, invoice, wanted)
    save_new(document, lines, today)
    refuse_document(_taxed_otherwise(invoice, lines))
    return document


def _cancelled(invoice: PostedInvoice) -> Iterator[Refusal]:
    memo = cancelling_memo(invoice.pk)
    if memo is not None:
        message = _(
            "Invoice %(no)s was cancelled by credit memo %(memo)s: nothing of it is left to return."
        )
        yield Refusal(message % {"no": invoice.no, "memo": memo.no})


def _left(invoice: PostedInvoice) -> dict[int, Decimal]:
    lines = invoice.lines.exclude(kind=SalesLine.Kind.COMMENT)
    return left_to_return(lines.values_list("pk", flat=True))


def _lines(
    document: SalesDocument, invoice: PostedInvoice, wanted: Mapping[int, Decimal]
) -> list[SalesLine]:
    """Unsaved lines numbered as on the invoice; what stays with the customer is left out."""
    sold = [line for line in lines_to_copy(invoice) if wanted.get(line.pk)]
    if len(sold) < len([quantity for quantity in wanted.values() if quantity]):
        message = _("A line does not belong to this invoice. Reload the page and choose again.")
        refuse_document([Refusal(message)])
    typed = [replace(copied_line(line), quantity=wanted[line.pk]) for line in sold]
    lines = new_lines(document, typed)
    for line, source in zip(lines, sold, strict=True):
        line.line_no, line.returned_line = source.line_no, source
    return lines


def _taxed_otherwise(invoice: PostedInvoice, lines: Sequence[SalesLine]) -> Iterator[Refusal]:
    """The credit must give back the VAT that was charged."""
    if any(
        line.returned_line and line.vat_rate != line.returned_line.vat_rate for line in lines
    ):
        message = _(
            "Can't return goods of invoice %(no)s: the VAT setup changed since it was posted; "
            "make a return order by hand."
        )
        yield Refusal(message % {"no": invoice.no})
