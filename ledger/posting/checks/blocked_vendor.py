"""Refuse a line whose vendor is blocked for it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.models.document_type import DocumentType
from ledger.posting.refusals import Refusal
from ledger.posting.request import PartyKind, PartyLine, PostingRequest


def blocked_vendor(request: PostingRequest) -> Iterable[Refusal]:
    """Payment refuses payments to the vendor, All refuses everything."""
    for transaction in request.transactions:
        for line in transaction.lines:
            if not isinstance(line, PartyLine) or line.party.kind is not PartyKind.VENDOR:
                continue
            pays = line.document_type == DocumentType.PAYMENT
            if line.party.blocked == "all" or (line.party.blocked == "payment" and pays):
                yield Refusal(
                    _(
                        "Vendor %(no)s %(name)s is blocked. Lift the block on the vendor card first."
                    )
                    % {"no": line.party.no, "name": line.party.name},
                    transaction.number_of(line),
                )
