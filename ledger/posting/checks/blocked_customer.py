"""Refuse a line whose customer is blocked for that kind of document."""

from collections.abc import Iterable

from customers.blocking import block_refusal
from ledger.posting.refusals import Refusal
from ledger.posting.request import PartyKind, PartyLine, PostingRequest


def blocked_customer(request: PostingRequest) -> Iterable[Refusal]:
    """The block as read under lock counts, for sell-to and bill-to alike (spec section 1)."""
    for party, action in request.parties:
        message = block_refusal(party, action)
        if party.kind is PartyKind.CUSTOMER and message:
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
