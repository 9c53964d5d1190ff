"""Refuse a posting date outside the posting period."""

from collections.abc import Iterable

from arcore.company.posting_period import period_refusal
from ledger.posting.refusals import Refusal
from ledger.posting.request import PostingRequest


def period_open(request: PostingRequest) -> Iterable[Refusal]:
    """The first range defined wins: source, user, company (ledger spec, section 2)."""
    period = request.period
    dated = [(t.posting_date, t.first_number) for t in request.transactions]
    dated += [(day, None) for day in request.dates]
    for day, number in dated:
        message = period_refusal(
            day, period.user_range, period.company_range, period.source_range
        )
        if message:
            yield Refusal(message, number, "posting_date")
