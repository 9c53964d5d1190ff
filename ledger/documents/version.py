"""Optimistic locking: a save names the version it was typed over; a stale one is refused."""

from django.utils.translation import gettext as _

from ledger.documents.refused import DocumentRefused, StaleDocument, refuse_document
from ledger.models import SalesDocument
from ledger.posting import Refusal
from ledger.posting.for_sources import locks

RELATED = (
    "sell_to",
    "bill_to",
    "currency",
    "payment_terms",
    "payment_method__direct_debit_terms",
    "balancing_account",
    "balancing_bank_account",
    "vat_business_group",
    "applies_to",
    "corrects",
)
EDITABLE = (SalesDocument.Status.OPEN, SalesDocument.Status.RELEASED)


def take_document(document_id: int, version: int) -> SalesDocument:
    """Lock the document until commit, if it is still the one that was looked at.

    Raises `StaleDocument` for another version, `DocumentRefused` for a document that is gone,
    posted or converted.
    """
    locks.take_rows("ledger_salesdocument", [document_id])
    document = SalesDocument.objects.select_related(*RELATED).filter(pk=document_id).first()
    if document is None:
        raise DocumentRefused([Refusal(_("The document no longer exists."))])
    if document.status not in EDITABLE:
        message = _("%(type)s %(no)s is %(status)s and can't be changed any more.")
        facts = {
            "type": document.get_type_display(),
            "no": document.no,
            "status": document.get_status_display().lower(),
        }
        refuse_document([Refusal(message % facts)])
    if document.version != version:
        raise StaleDocument([Refusal(_stale_message(document))])
    return document


def _stale_message(document: SalesDocument) -> str:
    message = _(
        "%(type)s %(no)s was changed by someone else meanwhile: it is %(status)s now, with "
        "%(lines)s lines. What you typed is kept below; open the document again to see the "
        "change, then repeat yours."
    )
    return message % {
        "type": document.get_type_display(),
        "no": document.no,
        "status": document.get_status_display().lower(),
        "lines": document.lines.count(),
    }
