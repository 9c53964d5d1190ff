"""Bring a draft's lines to what was typed: changed, added, removed, each with its refusals."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.documents.directions import direction_of
from ledger.documents.lines import LineInput, next_line_no, set_line
from ledger.models import (
    PostedCreditMemoLine,
    PostedInvoiceLine,
    PostedReturnReceiptLine,
    PostedShipmentLine,
    SalesDocument,
    SalesLine,
)
from ledger.posting import Refusal

POSTED_LINES = (
    PostedShipmentLine,
    PostedReturnReceiptLine,
    PostedInvoiceLine,
    PostedCreditMemoLine,
)
SAVED = (
    "kind",
    "item",
    "account",
    "description",
    "unit",
    "quantity",
    "unit_price",
    "discount_percent",
    "product_group",
    "vat_product_group",
    "vat_rate",
    "net",
    "vat",
    "gross",
    "to_ship",
    "to_invoice",
)
DEAL = (
    "kind",
    "item_id",
    "account_id",
    "description",
    "quantity",
    "unit_price",
    "discount_percent",
    "vat_product_group_id",
)


def edit_lines(
    document: SalesDocument, before: Sequence[SalesLine], typed: Sequence[LineInput]
) -> tuple[list[SalesLine], list[Refusal]]:
    """The lines to keep, not saved yet, and what forbids the change.

    A released document's lines are locked, apart from the quantities to ship and invoice.
    """
    known = {line.line_no: line for line in before}
    lines: list[SalesLine] = []
    found: list[Refusal] = []
    for one in typed:
        line = known.get(one.line_no or 0)
        if one.line_no and line is None:
            message = _("The line was removed meanwhile. Open the document again.")
            found.append(Refusal(message, one.line_no))
            continue
        if line is None:
            line = SalesLine(document=document, line_no=next_line_no([*before, *lines]))
        deal = [getattr(line, name) for name in DEAL]
        is_new = line._state.adding
        set_line(document, line, one)
        lines.append(line)
        is_changed = is_new or deal != [getattr(line, name) for name in DEAL]
        if is_changed:
            found += _locked(document, line, subject_before=tuple(deal[:3]))
    if document.status == SalesDocument.Status.RELEASED and len(lines) < len(before):
        found.append(Refusal(_released_message(document)))
    return lines, found


def _locked(
    document: SalesDocument, line: SalesLine, subject_before: tuple[object, ...]
) -> Iterator[Refusal]:
    if document.status == SalesDocument.Status.RELEASED:
        yield Refusal(_released_message(document), line.line_no)
    moved = line.shipped > ZERO or line.invoiced > ZERO
    if moved and subject_before != (line.kind, line.item_id, line.account_id):
        message = direction_of(document.type).words.moved_in_part
        yield Refusal(str(message), line.line_no)


def _released_message(document: SalesDocument) -> str:
    message = _("%(type)s %(no)s is released: reopen it to change its lines.")
    return message % {"type": document.get_type_display(), "no": document.no}


def refuse_removed(document: SalesDocument, removed: Iterable[SalesLine]) -> list[Refusal]:
    """Lines of which a posted copy exists can't go."""
    by_id = {line.pk: line for line in removed}
    if not by_id:
        return []
    posted = {
        source_line_id
        for copies in POSTED_LINES
        for source_line_id in copies.objects.filter(source_line__in=by_id).values_list(
            "source_line", flat=True
        )
    }
    message = direction_of(document.type).words.posted_line
    return [Refusal(message % {"line": by_id[pk]}) for pk in sorted(posted)]


def save_lines(lines: Sequence[SalesLine]) -> None:
    """Store new and changed lines in two statements."""
    SalesLine.objects.bulk_create([line for line in lines if line._state.adding])
    SalesLine.objects.bulk_update([line for line in lines if line.pk], SAVED)
