"""Make a new document with the lines of another, posted or not."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from arcore.company.models import User
from ledger.documents.create import new_draft, new_lines, save_new
from ledger.documents.lines import LineInput
from ledger.models import SalesDocument
from ledger.models.document_parts import DocumentHeader, DocumentLine


@transaction.atomic
def copy_document(
    source: DocumentHeader, document_type: str, *, today: date, user: User | None
) -> SalesDocument:
    """A new open draft for the same customers with the same lines and prices, dated today.

    Names, addresses, terms and groups come from the customers as they are now; quantities
    start afresh. Raises `DocumentRefused`, for a blocked customer above all.
    """
    document = new_draft(
        document_type,
        source.sell_to,
        bill_to=source.bill_to,
        posting_date=today,
        user=user,
        like=source,
    )
    document.your_reference = source.your_reference
    save_new(document, new_lines(document, copied_lines(source)), today)
    return document


def copied_lines(source: DocumentHeader) -> list[LineInput]:
    """What would have to be typed to get the lines of a document again.

    The mirror lines of an undone shipment are left out.
    """
    return [copied_line(line) for line in lines_to_copy(source) if line.quantity >= 0]


def lines_to_copy(source: DocumentHeader) -> QuerySet[Any]:
    """A document's lines with what is copied from them, in order."""
    lines: QuerySet[Any] = source.lines.select_related(  # type: ignore[attr-defined]
        "item__product_group", "item__vat_product_group", "account", "vat_product_group"
    )
    return lines.order_by("line_no")


def copied_line(line: DocumentLine) -> LineInput:
    """What would have to be typed to get one line again."""
    return LineInput(
        kind=line.kind,
        item=line.item,
        account=line.account,
        description=line.description,
        quantity=line.quantity,
        unit_price=line.unit_price,
        discount_percent=line.discount_percent,
        vat_product_group=line.vat_product_group,
    )
