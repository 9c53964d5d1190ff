"""Refuse applying across or within foreign currencies, apart from a document paid at once.

Realized gain and loss, application rounding and the correction of the remaining amount are not
posted yet; a foreign entry may only be closed whole by a line of its own transaction.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting.refusals import Refusal
from ledger.posting.request import PartyLine, PostingRequest


def foreign_application(request: PostingRequest) -> Iterable[Refusal]:
    """Entries in local currency apply freely, foreign ones stay open."""
    local = request.local_currency.code
    for transaction in request.transactions:
        for line in transaction.lines:
            if not isinstance(line, PartyLine):
                continue
            for application in line.applies:
                entry = application.entry
                if entry is not None and (entry.currency_id, line.currency.code) != (
                    local,
                    local,
                ):
                    yield Refusal(
                        _(
                            "%(document)s is in a foreign currency, and foreign entries can't be "
                            "applied yet. Post the payment on account."
                        )
                        % {"document": entry.document_no},
                        transaction.number_of(line),
                    )
