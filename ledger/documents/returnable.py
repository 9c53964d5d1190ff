"""How much of a posted invoice's lines may come back: what was invoiced and not yet returned.

Every return order counts in full from its first day, so that two of them never take the same
goods; what will not come after all is freed by lowering its quantity.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.documents.quantities import show_quantity
from ledger.models import PostedInvoiceLine, SalesDocument, SalesLine
from ledger.posting import Refusal
from ledger.posting.for_sources import locks


def left_to_return(
    invoice_line_ids: Iterable[int], *, besides: int | None = None
) -> dict[int, Decimal]:
    """By invoice line, leaving aside what the return order `besides` takes.

    10 invoiced, 3 received on one return order, 2 expected on another -> 5.
    """
    counted = ~Q(returning_lines__document=besides) if besides else None
    rows = PostedInvoiceLine.objects.filter(pk__in=set(invoice_line_ids)).annotate(
        taken=Sum("returning_lines__quantity", filter=counted)
    )
    return {row.pk: row.quantity - (row.taken or ZERO) for row in rows}


def lock_invoices(lines: Iterable[SalesLine]) -> None:
    """Make whoever returns or cancels the same invoices wait until commit."""
    invoices = {line.returned_line.document_id for line in lines if line.returned_line}
    if invoices:
        locks.take_rows("ledger_postedinvoice", invoices)


def returned_refusals(document: SalesDocument, lines: Sequence[SalesLine]) -> Iterator[Refusal]:
    """More than is left, or something else than what was invoiced."""
    returning = [line for line in lines if line.returned_line and line.quantity.is_finite()]
    if not returning:
        return
    ids = {line.returned_line_id for line in returning}
    left = left_to_return(ids, besides=document.pk)  # type: ignore[arg-type]
    for line in returning:
        sold = line.returned_line
        assert sold is not None
        if (line.item_id, line.account_id) != (sold.item_id, sold.account_id):
            message = _(
                "The line takes back invoice %(no)s: add another line to return something else."
            )
            yield Refusal(message % {"no": sold.document.no}, line.line_no, "item")
        left[sold.pk] -= line.quantity
        if left[sold.pk] < ZERO:
            message = _("Can't return more than %(units)s units of invoice %(no)s.")
            facts = {
                "units": show_quantity(max(ZERO, left[sold.pk] + line.quantity)),
                "no": sold.document.no,
            }
            yield Refusal(message % facts, line.line_no, "quantity")
