"""Refuse closing a bank entry that is closed, or by more than is left of it."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from arcore.values.money import ZERO
from ledger.posting.refusals import Refusal
from ledger.posting.request import PostingRequest
from ledger.posting.shown import shown


def bank_closing_allowed(request: PostingRequest) -> Iterable[Refusal]:
    """Several statement lines may share an entry, never beyond its remaining amount."""
    closed: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for closing in request.bank_closings:
        closed[closing.entry_id] += closing.amount
        facts = {"document": closing.document_no, "remaining": shown(closing.remaining)}
        if not closing.open:
            message = _(
                "Bank entry %(document)s was reconciled meanwhile. Match the line again."
            )
        elif (closing.amount > 0) != (closing.remaining > 0) or abs(
            closed[closing.entry_id]
        ) > abs(closing.remaining):
            message = _(
                "Bank entry %(document)s has only %(remaining)s left. Match less to it."
            )
        else:
            continue
        yield Refusal(message % facts, closing.number)
