"""Release a document for posting, and reopen it to edit (spec customers-and-sales, section 3)."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.documents.refused import refuse_document
from ledger.documents.version import take_document
from ledger.models import SalesDocument, SalesLine
from ledger.posting import Refusal

Status = SalesDocument.Status


@transaction.atomic
def release(document_id: int, version: int) -> SalesDocument:
    """Lock the lines of an open document that sells something; raises `DocumentRefused`.

    A blocked customer doesn't refuse it (matrix row 5): the card shows a banner.
    """
    document = take_document(document_id, version)
    refuse_document(release_refusals(document, list(document.lines.all())))
    return _set_status(document, Status.RELEASED)


@transaction.atomic
def reopen(document_id: int, version: int) -> SalesDocument:
    """Let the lines of a released document be edited again."""
    document = take_document(document_id, version)
    if document.status != Status.RELEASED:
        message = _("%(type)s %(no)s is not released.")
        facts = {"type": document.get_type_display(), "no": document.no}
        refuse_document([Refusal(message % facts)])
    return _set_status(document, Status.OPEN)


def release_refusals(document: SalesDocument, lines: list[SalesLine]) -> Iterator[Refusal]:
    """Why the document can't be released."""
    if document.status != Status.OPEN:
        message = _("%(type)s %(no)s is not open.")
        yield Refusal(message % {"type": document.get_type_display(), "no": document.no})
    if not any(line.quantity > ZERO for line in lines):
        message = _("There is nothing to release: enter a line with a quantity.")
        yield Refusal(message)


def _set_status(document: SalesDocument, status: str) -> SalesDocument:
    document.status = status
    document.version += 1
    document.save(update_fields=["status", "version"])
    return document
