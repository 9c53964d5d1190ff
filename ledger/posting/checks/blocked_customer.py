"""Refuse a line whose customer is blocked for that kind of document."""

from collections.abc import Iterable, Iterator

from customers.blocking import Action, block_refusal
from ledger.models.document_type import DocumentType
from ledger.posting.known import Party, PartyKind
from ledger.posting.refusals import Refusal
from ledger.posting.request import PartyLine, PostingRequest

INVOICES = frozenset({DocumentType.INVOICE, DocumentType.BLANK})


def blocked_customer(request: PostingRequest) -> Iterable[Refusal]:
    """The block as read under lock counts, for sell-to and bill-to alike (spec section 1)."""
    for party, action in (*request.parties, *_of_entries(request)):
        if party.kind is PartyKind.CUSTOMER and (message := block_refusal(party, action)):
            yield Refusal(message)
    for transaction in request.transactions:
        for line in transaction.lines:
            if (
                isinstance(line, PartyLine)
                and line.party.kind is PartyKind.CUSTOMER
                and line.action is not None
            ):
                message = block_refusal(line.party, line.action)
                if message:
                    yield Refusal(message, transaction.number_of(line))


def _of_entries(request: PostingRequest) -> Iterator[tuple[Party, Action]]:
    """Whose posted entries are applied, unapplied or reversed (rows 21 to 23)."""
    for transaction in request.transactions:
        for application in transaction.entry_applications:
            yield application.party, Action.APPLY
        for undone in transaction.unapplications:
            yield undone.party, Action.UNAPPLY
        for reversal in transaction.reversals:
            for one in reversal.entries:
                is_invoice = one.mirror.document_type in INVOICES
                action = Action.REVERSE_INVOICE if is_invoice else Action.REVERSE
                yield one.mirror.party, action
