"""Delete a draft from which nothing was posted."""

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.documents.directions import direction_of
from ledger.documents.refused import refuse_document
from ledger.documents.version import take_document
from ledger.posting import Refusal


@transaction.atomic
def delete_document(document_id: int, version: int) -> str:
    """The number of the deleted draft.

    Raises `DocumentRefused` when something was shipped or invoiced from it, or when another
    document was made from it.
    """
    document = take_document(document_id, version)
    facts = {"type": document.get_type_display(), "no": document.no}
    posted = any(
        related.exists()
        for related in (
            document.postedshipments,
            document.postedreturnreceipts,
            document.postedinvoices,
            document.postedcreditmemos,
        )
    )
    if posted:
        told = direction_of(document.type).words.something_posted % facts
        refuse_document([Refusal(told)])
    if document.made_documents.exists():
        message = _("Can't delete %(type)s %(no)s: another document was made from it.")
        refuse_document([Refusal(message % facts)])
    document.delete()
    return document.no
