"""Refuse a posting date outside the posting period."""

from collections.abc import Iterable

from arcore.company.posting_period import period_refusal
from ledger.posting.refusals import Refusal
from ledger.posting.request import PostingRequest


def period_open(request: PostingRequest) -> Iterable[Refusal]:
    """The user's range wins over the company's; a blank end is open (ledger spec, section 2)."""
    dated = [(t.posting_date, t.first_number) for t in request.transactions]
    dated += [(day, None) for day in request.dates]
    for day, number in dated:
        message = period_refusal(day, request.period.user_range, request.period.company_range)
        if message:
            yield Refusal(message, number, "posting_date")
