"""What a customer owes and is about to owe (spec customers-and-sales, section 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, F, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from arcore.company.fields import MoneyField
from arcore.values.money import ZERO, round_amount
from ledger.models import CustomerLedgerEntry, SalesDocument, SalesLine

Type = SalesDocument.Type
IN_PREPARATION = (SalesDocument.Status.OPEN, SalesDocument.Status.RELEASED)


@dataclass(frozen=True, slots=True)
class Exposure:
    """In local currency, incl. VAT. `total` is what the credit limit is held against."""

    balance: Decimal
    overdue: Decimal
    outstanding: Decimal
    this_document: Decimal

    @property
    def total(self) -> Decimal:
        """Balance + outstanding + the document at hand."""
        return self.balance + self.outstanding + self.this_document


def exposure_of(
    customer_id: int,
    today: date,
    precision: Decimal,
    document: SalesDocument | None = None,
    lines: Sequence[SalesLine] | None = None,
) -> Exposure:
    """Balance + not yet invoiced orders + unposted invoices - open returns + this document.

    Orders count what is not invoiced, shipped or not; an invoice line that collects a
    shipment is already counted with its order. `lines` are the document's as they are being
    typed, by default as saved. Two queries, a third for saved lines.
    """
    owed = CustomerLedgerEntry.objects.filter(customer=customer_id).balances(today)
    share = F("gross") * (F("quantity") - F("invoiced")) / F("quantity") * F("document__factor")
    sign = Case(When(document__type=Type.RETURN_ORDER, then=Value(-1)), default=Value(1))
    counted = Q(document__type__in=(Type.ORDER, Type.RETURN_ORDER)) | Q(
        document__type=Type.INVOICE, shipment_line__isnull=True
    )
    under_way = SalesLine.objects.filter(
        counted,
        document__bill_to=customer_id,
        document__status__in=IN_PREPARATION,
        quantity__gt=0,
    )
    if document is not None and document.pk:
        under_way = under_way.exclude(document=document.pk)
    outstanding = under_way.aggregate(
        total=Coalesce(Sum(share * sign, output_field=MoneyField()), ZERO)
    )["total"]
    return Exposure(
        balance=owed["balance"],
        overdue=owed["overdue"],
        outstanding=round_amount(outstanding, precision),
        this_document=_of_document(document, lines, precision) if document else ZERO,
    )


def _of_document(
    document: SalesDocument, lines: Sequence[SalesLine] | None, precision: Decimal
) -> Decimal:
    """What the document at hand adds; collected shipments are counted with their order."""
    if lines is None:
        lines = list(document.lines.all()) if document.pk else []
    total = ZERO
    for line in lines:
        if line.quantity and not line.shipment_line_id:
            total += line.gross * (line.quantity - line.invoiced) / line.quantity
    return round_amount(total * document.factor, precision)
