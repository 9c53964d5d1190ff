"""Change a draft: header and lines in one step, over the version that was looked at."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from ledger.documents.create import refuse_bad_terms
from ledger.documents.edit_lines import edit_lines, refuse_removed, save_lines
from ledger.documents.header import HeaderEdit, header_refusals
from ledger.documents.lines import LineInput
from ledger.documents.price import check_and_price
from ledger.documents.quantities import is_finished
from ledger.documents.refused import refuse_document
from ledger.documents.returnable import lock_invoices
from ledger.documents.totals import recompute
from ledger.documents.version import take_document
from ledger.models import SalesDocument, SalesLine


@transaction.atomic
def edit_document(
    document_id: int,
    version: int,
    changes: Mapping[str, Any],
    typed: Sequence[LineInput] | None = None,
) -> SalesDocument:
    """The changed draft with the next version, its dates, amounts and totals worked out anew.

    `changes` maps header fields to new values, `header.FIELDS` lists them; `typed` is every
    line to keep, None leaves the lines alone. Raises `StaleDocument` or `DocumentRefused`
    with all reasons; nothing is changed then.
    """
    document = take_document(document_id, version)
    before = lines_of(document)
    lock_invoices(before)
    refuse_document(header_refusals(document, before, changes))
    HeaderEdit(document, changes).apply()
    refuse_bad_terms(document)
    if typed is None:
        refuse_document(recompute(document, before))
        _save(document, before)
        return document
    lines, found = edit_lines(document, before, typed)
    removed = [line for line in before if line not in lines]
    found += refuse_removed(document, removed)
    refuse_document([*found, *check_and_price(document, lines)])
    SalesLine.objects.filter(pk__in=[line.pk for line in removed]).delete()
    _save(document, lines)
    return document


def lines_of(document: SalesDocument) -> list[SalesLine]:
    """The saved lines with what their rules look at, in one query."""
    found = document.lines.select_related(
        "item",
        "account",
        "vat_product_group",
        "shipment_line__document",
        "receipt_line__document",
        "returned_line__document",
    )
    return list(found.order_by("line_no"))


def _save(document: SalesDocument, lines: Sequence[SalesLine]) -> None:
    if is_finished(document.type, lines):  # the quantity was lowered to what is invoiced
        document.status = SalesDocument.Status.POSTED
    document.version += 1
    document.save()
    save_lines(lines)
