"""Refuse a customer or vendor whose posting group has no control account."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting.refusals import Refusal
from ledger.posting.request import PartyLine, PostingRequest


def control_account(request: PostingRequest) -> Iterable[Refusal]:
    """The receivables (payables) account comes from the posting group's setup."""
    for transaction in request.transactions:
        for line in transaction.lines:
            if isinstance(line, PartyLine) and line.party.accounts.control is None:
                yield Refusal(
                    _(
                        "%(no)s %(name)s has no posting group with a receivables account. "
                        "Complete the card, or ask an administrator to complete the posting setup."
                    )
                    % {"no": line.party.no, "name": line.party.name},
                    transaction.number_of(line),
                )
