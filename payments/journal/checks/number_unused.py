"""Refuse a document number that a customer entry of the same type has already."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.models import DocumentType
from ledger.posting import Refusal
from payments.journal.values import Journal

# Payments may share a number; a blank type is no type that a number could be taken in.
ONCE = frozenset(DocumentType.values) - {DocumentType.PAYMENT, DocumentType.BLANK}


def number_unused(journal: Journal) -> Iterable[Refusal]:
    """Neither in the ledger nor twice in this batch; a posting number series gives new ones."""
    if journal.posting_series is not None:
        return
    taken = set(journal.numbers_used)
    for line in journal.lines:
        side = line.party_side
        if side is None or side.kind != "customer" or line.document_type not in ONCE:
            continue
        number = (line.document_type, line.document_no)
        if line.document_no and number in taken:
            yield Refusal(
                _("%(type)s %(number)s exists already. Enter another document no.")
                % {
                    "type": DocumentType(line.document_type).label,
                    "number": line.document_no,
                },
                line.number,
                "document_no",
            )
        taken.add(number)
