"""Turn a quote into an order or an invoice (block matrix row 2)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from arcore.company.models import User
from customers.blocking import Action
from ledger.documents.copy import copied_lines
from ledger.documents.create import new_draft, new_lines, refuse_bad_terms, save_new
from ledger.documents.refused import refuse_document
from ledger.documents.version import take_document
from ledger.models import SalesDocument
from ledger.posting import Refusal

Type = SalesDocument.Type
AGREED = (
    "sell_to_name",
    "sell_to_address",
    "bill_to_name",
    "bill_to_address",
    "payment_terms",
    "payment_method",
    "balancing_account",
    "balancing_bank_account",
    "external_document_no",
    "your_reference",
    "salesperson",
    "language",
    "on_hold",
)


@transaction.atomic
def convert_quote(
    quote_id: int, version: int, document_type: str, *, today: date, user: User | None
) -> SalesDocument:
    """The order or invoice that the quote becomes, with everything that was agreed.

    The quote itself is kept as converted. A customer blocked in any way refuses it. Raises
    `StaleDocument` or `DocumentRefused`.
    """
    quote = take_document(quote_id, version)
    if quote.type != Type.QUOTE or document_type not in (Type.ORDER, Type.INVOICE):
        message = _("Only a quote becomes an order or an invoice; %(no)s is none.")
        refuse_document([Refusal(message % {"no": quote.no})])
    document = new_draft(
        document_type,
        quote.sell_to,
        bill_to=quote.bill_to,
        posting_date=today,
        user=user,
        action=Action.CONVERT_QUOTE,
        like=quote,
    )
    for name in AGREED:
        setattr(document, name, getattr(quote, name))
    document.from_quote = quote
    refuse_bad_terms(document)
    save_new(document, new_lines(document, copied_lines(quote)), today)
    quote.status = SalesDocument.Status.CONVERTED
    quote.version += 1
    quote.save(update_fields=["status", "version"])
    return document
