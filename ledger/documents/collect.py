"""Collect posted goods into a bill: one bill may serve several orders (section 3).

An invoice collects shipments of orders, a credit memo return receipts of return orders.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import DecimalField, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.documents.corrective import propose_application
from ledger.documents.directions import direction_of
from ledger.documents.edit import lines_of
from ledger.documents.lines import next_line_no
from ledger.documents.price import check_and_price
from ledger.documents.refused import refuse_document
from ledger.documents.version import take_document
from ledger.models import SalesDocument, SalesLine
from ledger.models.document_parts import QUANTITY
from ledger.models.posted_documents import GoodsLine
from ledger.posting import Refusal
from ledger.posting.for_sources import locks

IN_PREPARATION = (SalesDocument.Status.OPEN, SalesDocument.Status.RELEASED)


def collectable_lines(document: SalesDocument) -> QuerySet[Any]:
    """Moved, not billed, not undone lines of the same customers and currency.

    Shipped for an invoice, received for a credit memo; `left` is what no bill, posted or in
    preparation, takes yet.
    """
    direction = direction_of(document.type)
    in_drafts = (
        SalesLine.objects.filter(
            **{direction.collects: OuterRef("pk")}, document__status__in=IN_PREPARATION
        )
        .order_by()
        .values(direction.collects)
        .annotate(total=Sum("quantity"))
        .values("total")
    )
    taken = Coalesce(Subquery(in_drafts), ZERO, output_field=DecimalField(**QUANTITY))
    return (
        direction.goods_line.objects.filter(
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
        .select_related(
            "document__source_document__corrects__entry",
            "item",
            "account",
            "product_group",
            "vat_product_group",
        )
        .order_by("document_id", "line_no")
    )


@transaction.atomic
def collect_goods(
    document_id: int, version: int, goods_line_ids: Iterable[int]
) -> SalesDocument:
    """Add the chosen posted lines, whole, to an open bill, each shipment under its no.

    A credit memo that settles nothing yet proposes the one open invoice whose returns it
    collects. Raises `StaleDocument`, or `DocumentRefused` for lines that are billed, undone or
    taken by another bill meanwhile.
    """
    document = take_document(document_id, version)
    direction = direction_of(document.type)
    _refuse_unfit(document)
    wanted = set(goods_line_ids)
    # two bills can't take one line
    locks.take_rows(direction.goods_line._meta.db_table, wanted)
    found = [line for line in collectable_lines(document) if line.pk in wanted]
    if not wanted:
        refuse_document([Refusal(str(direction.words.choose_a_line))])
    if len(found) < len(wanted):
        refuse_document([Refusal(str(direction.words.taken_elsewhere))])
    lines = lines_of(document)
    _append(document, lines, found)
    refuse_document(check_and_price(document, lines))
    propose_application(document, {goods.document.source_document.corrects for goods in found})
    document.version += 1
    document.save()
    SalesLine.objects.bulk_create([line for line in lines if line._state.adding])
    return document


def _refuse_unfit(document: SalesDocument) -> None:
    facts = {"type": document.get_type_display(), "no": document.no}
    direction = direction_of(document.type)
    if document.type != direction.bill_type:
        refuse_document([Refusal(direction.words.other_type_collects % facts)])
    if document.status != SalesDocument.Status.OPEN:
        message = _("%(type)s %(no)s is released: reopen it to change its lines.")
        refuse_document([Refusal(message % facts)])


def _append(
    document: SalesDocument, lines: list[SalesLine], found: Sequence[GoodsLine]
) -> None:
    goods_id = None
    for line in found:
        if line.document_id != goods_id:  # type: ignore[attr-defined]
            goods_id = line.document_id  # type: ignore[attr-defined]
            lines.append(_comment(document, lines, _heading(document, line)))
        lines.append(_collected(document, lines, line, line.left))  # type: ignore[attr-defined]


def _heading(document: SalesDocument, line: Any) -> str:
    """Which goods follow; of a return also the invoice that they were sold with."""
    words, goods = direction_of(document.type).words, line.document
    returned = goods.source_document.corrects
    if returned is None:
        return words.goods_heading % {"no": goods.no}
    message = _("Return receipt %(no)s of invoice %(invoice)s:")
    return message % {"no": goods.no, "invoice": returned.no}


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
    goods: GoodsLine,
    quantity: Decimal,
) -> SalesLine:
    return SalesLine(
        document=document,
        line_no=next_line_no(lines),
        kind=goods.kind,
        item=goods.item,
        account=goods.account,
        description=goods.description,
        unit=goods.unit,
        quantity=quantity,
        unit_price=goods.unit_price,
        discount_percent=goods.discount_percent,
        product_group=goods.product_group,
        vat_product_group=goods.vat_product_group,
        to_invoice=quantity,
        **{direction_of(document.type).collects: goods},
    )
