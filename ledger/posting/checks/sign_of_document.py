"""Refuse an amount whose sign doesn't fit its document type."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.models.document_type import DocumentType
from ledger.posting.known import PartyKind
from ledger.posting.refusals import Refusal
from ledger.posting.request import PartyLine, PostingRequest
from ledger.posting.shown import shown

DEBITS = {DocumentType.INVOICE, DocumentType.REFUND, DocumentType.REMINDER}
CREDITS = {DocumentType.PAYMENT, DocumentType.CREDIT_MEMO}


def sign_of_document(request: PostingRequest) -> Iterable[Refusal]:
    """Customers: invoices, refunds, reminders debit; payments, credit memos credit; vendors mirror."""
    for transaction in request.transactions:
        for line in transaction.lines:
            if not isinstance(line, PartyLine) or not line.amount.is_finite():
                continue  # the check `amount_in_range` tells what is not a number
            amount = line.amount if line.party.kind is PartyKind.CUSTOMER else -line.amount
            wrong = (line.document_type in DEBITS and amount < 0) or (
                line.document_type in CREDITS and amount > 0
            )
            if wrong:
                yield Refusal(
                    _(
                        "The amount of a document of type %(type)s can't have this sign: %(amount)s."
                    )
                    % {
                        "type": DocumentType(line.document_type).label,
                        "amount": shown(line.amount),
                    },
                    transaction.number_of(line),
                    "amount",
                )
