"""Refuse a line whose vendor is blocked for it."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from ledger.models.document_type import DocumentType
from ledger.posting.known import Party, PartyKind
from ledger.posting.refusals import Refusal
from ledger.posting.request import PartyLine, PostingRequest, TransactionRequest


def blocked_vendor(request: PostingRequest) -> Iterable[Refusal]:
    """Payment refuses payments to the vendor, All refuses everything."""
    for transaction in request.transactions:
        for line in transaction.lines:
            if not isinstance(line, PartyLine) or line.party.kind is not PartyKind.VENDOR:
                continue
            pays = line.document_type == DocumentType.PAYMENT
            if line.party.blocked == "all" or (line.party.blocked == "payment" and pays):
                yield _refusal(line.party, transaction.number_of(line))
        for party in _of_entries(transaction):
            if party.kind is PartyKind.VENDOR and party.blocked == "all":
                yield _refusal(party, transaction.number)


def _of_entries(transaction: TransactionRequest) -> Iterator[Party]:
    """Whose posted entries are applied, unapplied or reversed."""
    yield from (application.party for application in transaction.entry_applications)
    yield from (undone.party for undone in transaction.unapplications)
    for reversal in transaction.reversals:
        yield from (one.mirror.party for one in reversal.entries)


def _refusal(party: Party, number: int | None) -> Refusal:
    message = _("Vendor %(no)s %(name)s is blocked. Lift the block on the vendor card first.")
    return Refusal(message % {"no": party.no, "name": party.name}, number)
