"""Refuse a transaction whose debits and credits differ."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.posting.refusals import Refusal
from ledger.posting.request import PostingRequest, TransactionRequest
from ledger.posting.shown import shown


def transaction_balances(request: PostingRequest) -> Iterable[Refusal]:
    """The lines of every document group sum to zero in local currency."""
    for documents in _together(request.transactions):
        transaction = documents[0]
        amounts = [line.amount_lcy for document in documents for line in document.lines]
        if not all(amount.is_finite() for amount in amounts):
            continue  # the check `amount_in_range` tells what is not a number
        total = sum(amounts, ZERO)
        if total:
            yield Refusal(
                _("The document is out of balance by %(amount)s. Complete its balancing lines.")
                % {"amount": shown(total)},
                transaction.first_number,
            )


def _together(documents: Iterable[TransactionRequest]) -> list[list[TransactionRequest]]:
    """Documents of one transaction each."""
    found: list[list[TransactionRequest]] = []
    for document in documents:
        if document.continues and found:
            found[-1].append(document)
        else:
            found.append([document])
    return found
