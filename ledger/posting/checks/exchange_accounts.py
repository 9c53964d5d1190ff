"""Refuse a foreign application without accounts for what it may gain, lose or round."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from ledger.posting.applying import Applying, applyings
from ledger.posting.known import OpenEntry
from ledger.posting.market import Foreign, Market
from ledger.posting.refusals import Refusal
from ledger.posting.request import PostingRequest


def exchange_accounts(request: PostingRequest) -> Iterable[Refusal]:
    """Realized, unrealized and application rounding accounts come from set-up."""
    market = request.market
    for applying in applyings(request):
        codes = {applying.currency_id} | {
            t.currency_id if isinstance(t, OpenEntry) else t.currency.code
            for t in applying.targets()
        }
        for code in sorted(codes - {request.local_currency.code}):
            if not _is_set_up(market.currencies[code]) and not _paid_at_once(applying):
                message = _(
                    "%(currency)s has no accounts for gains and losses. Ask an administrator to "
                    "complete the currency posting setup."
                )
                yield Refusal(message % {"currency": code}, applying.number)
        if len(codes) > 1:
            yield from _rounding(applying, market)


def _is_set_up(setup: Foreign) -> bool:
    accounts = (
        setup.realized_gain,
        setup.realized_loss,
        setup.unrealized_gain,
        setup.unrealized_loss,
    )
    return None not in accounts


def _paid_at_once(applying: Applying) -> bool:
    """A document paid as it is posted has one rate, so nothing is gained or lost."""
    return all(application.entry is None for application in applying.applies)


def _rounding(applying: Applying, market: Market) -> Iterator[Refusal]:
    rounds = market.currencies[applying.currency_id].rounding
    if rounds and applying.party.accounts.application_rounding is None:
        message = _(
            "The posting group of %(no)s %(name)s has no application rounding account. "
            "Ask an administrator to complete the posting setup."
        )
        facts = {"no": applying.party.no, "name": applying.party.name}
        yield Refusal(message % facts, applying.number)
