"""Refuse a posting that would write nothing."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting.refusals import Refusal
from ledger.posting.request import PostingRequest


def something_to_post(request: PostingRequest) -> Iterable[Refusal]:
    """A request without transactions, numbers or bank closings has nothing to post."""
    rows = request.transactions or request.draws or request.bank_closings or request.own_rows
    if rows or request.found:
        return []
    return [Refusal(_("Nothing to post. Enter quantities or lines first."))]
