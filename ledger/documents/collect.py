"""Collect shipped lines into an invoice: one invoice may serve several orders (section 3)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import DecimalField, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.documents.edit import lines_of
from ledger.documents.lines import next_line_no
from ledger.documents.price import check_and_price
from ledger.documents.refused import refuse_document
from ledger.documents.version import take_document
from ledger.models import PostedShipmentLine, SalesDocument, SalesLine
from ledger.models.sales_document import QUANTITY
from ledger.posting import Refusal
from ledger.posting.for_sources import locks

IN_PREPARATION = (SalesDocument.Status.OPEN, SalesDocument.Status.RELEASED)


def collectable_lines(document: SalesDocument) -> QuerySet[PostedShipmentLine]:
    """Shipped, not invoiced, not undone lines of the same customers and currency.

    `left` is what no invoice, posted or in preparation, takes yet.
    """
    in_drafts = (
        SalesLine.objects.filter(
            shipment_line=OuterRef("pk"), document__status__in=IN_PREPARATION
        )
        .order_by()
        .values("shipment_line")
        .annotate(total=Sum("quantity"))
        .values("total")
    )
    taken = Coalesce(Subquery(in_drafts), ZERO, output_field=DecimalField(**QUANTITY))
    return (
        PostedShipmentLine.objects.filter(
            document__sell_to=document.sell_to_id,
            document__bill_to=document.bill_to_id,
            document__currency=document.currency_id,
            document__prices_including_vat=document.prices_including_vat,
            quantity__gt=F("invoiced"),
            undone_line__isnull=True,
            undone_by__isnull=True,
        )
        .annotate(left=F("quantity") - F("invoiced") - taken)
        .filter(left__gt=0)
        .select_related("document", "item", "account", "product_group", "vat_product_group")
        .order_by("document_id", "line_no")
    )


@transaction.atomic
def collect_shipments(
    document_id: int, version: int, shipment_line_ids: Iterable[int]
) -> SalesDocument:
    """Add the chosen shipment lines, whole, to an open invoice, each shipment under its no.

    Raises `StaleDocument`, or `DocumentRefused` for lines that are invoiced, undone or taken
    by another invoice meanwhile.
    """
    document = take_document(document_id, version)
    _refuse_unfit(document)
    wanted = set(shipment_line_ids)
    locks.take_rows("ledger_postedshipmentline", wanted)  # two invoices can't take one line
    found = [line for line in collectable_lines(document) if line.pk in wanted]
    if not wanted:
        refuse_document([Refusal(_("Choose at least one shipment line."))])
    if len(found) < len(wanted):
        message = _("This shipment is already invoiced, undone or collected elsewhere.")
        refuse_document([Refusal(message)])
    lines = lines_of(document)
    _append(document, lines, found)
    refuse_document(check_and_price(document, lines))
    document.version += 1
    document.save()
    SalesLine.objects.bulk_create([line for line in lines if line._state.adding])
    return document


def _refuse_unfit(document: SalesDocument) -> None:
    facts = {"type": document.get_type_display(), "no": document.no}
    if document.type != SalesDocument.Type.INVOICE:
        message = _("%(type)s %(no)s can't collect shipments: make an invoice.")
        refuse_document([Refusal(message % facts)])
    if document.status != SalesDocument.Status.OPEN:
        message = _("%(type)s %(no)s is released: reopen it to change its lines.")
        refuse_document([Refusal(message % facts)])


def _append(
    document: SalesDocument, lines: list[SalesLine], found: Sequence[PostedShipmentLine]
) -> None:
    shipment_id = None
    for shipped in found:
        if shipped.document_id != shipment_id:
            shipment_id = shipped.document_id
            text = _("Shipment %(no)s:") % {"no": shipped.document.no}
            lines.append(_comment(document, lines, text))
        lines.append(_collected(document, lines, shipped, shipped.left))  # type: ignore[attr-defined]


def _comment(document: SalesDocument, lines: Sequence[SalesLine], text: str) -> SalesLine:
    return SalesLine(
        document=document,
        line_no=next_line_no(lines),
        kind=SalesLine.Kind.COMMENT,
        description=text,
    )


def _collected(
    document: SalesDocument,
    lines: Sequence[SalesLine],
    shipped: PostedShipmentLine,
    quantity: Decimal,
) -> SalesLine:
    return SalesLine(
        document=document,
        line_no=next_line_no(lines),
        kind=shipped.kind,
        item=shipped.item,
        account=shipped.account,
        description=shipped.description,
        unit=shipped.unit,
        quantity=quantity,
        unit_price=shipped.unit_price,
        discount_percent=shipped.discount_percent,
        product_group=shipped.product_group,
        vat_product_group=shipped.vat_product_group,
        to_invoice=quantity,
        shipment_line=shipped,
    )
