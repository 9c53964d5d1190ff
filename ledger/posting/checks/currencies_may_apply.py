"""Refuse applying between currencies where the company does not allow it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ledger.posting.applying import applyings
from ledger.posting.known import OpenEntry
from ledger.posting.market import Market
from ledger.posting.refusals import Refusal
from ledger.posting.request import PostingRequest


def currencies_may_apply(request: PostingRequest) -> Iterable[Refusal]:
    """One currency always may; different ones as the company says (ledger spec, section 3)."""
    for applying in applyings(request):
        for target in applying.targets():
            if not isinstance(target, OpenEntry) or target.currency_id == applying.currency_id:
                continue
            if _may(request.market, applying.currency_id, target.currency_id):
                continue
            message = (
                _(
                    "%(document)s is in %(theirs)s, not in %(ours)s, and the company applies "
                    "only between euro currencies. Use a payment in %(theirs)s."
                )
                if request.market.between == "euro"
                else _(
                    "%(document)s is in %(theirs)s, not in %(ours)s, and the company does not "
                    "apply between currencies. Use a payment in %(theirs)s."
                )
            )
            facts = {
                "document": target.document_no,
                "theirs": target.currency_id,
                "ours": applying.currency_id,
            }
            yield Refusal(message % facts, applying.number)


def _may(market: Market, one: str, other: str) -> bool:
    if market.between == "euro":
        return market.currencies[one].euro_member and market.currencies[other].euro_member
    return market.between == "all"
