"""Refuse a line without a document number."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting import Refusal
from payments.journal.values import Journal


def document_no_given(journal: Journal) -> Iterable[Refusal]:
    """Needed also where a posting number series gives the final number: it groups the lines."""
    for line in journal.lines:
        if not line.document_no:
            yield Refusal(_("Enter the document no."), line.number, "document_no")
