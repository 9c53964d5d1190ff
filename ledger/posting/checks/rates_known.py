"""Refuse applying between currencies on a day that has no exchange rate."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ledger.posting.applying import applyings
from ledger.posting.known import OpenEntry
from ledger.posting.refusals import Refusal
from ledger.posting.request import PostingRequest


def rates_known(request: PostingRequest) -> Iterable[Refusal]:
    """The applied entry's currency on the applying entry's posting date (spec section 3)."""
    local = request.local_currency.code
    for applying in applyings(request):
        for target in applying.targets():
            if not isinstance(target, OpenEntry):
                continue
            code = target.currency_id
            if code in (local, applying.currency_id):
                continue
            if request.market.currencies[code].factor_on(applying.paid_on) is None:
                yield Refusal(
                    _(
                        "%(currency)s has no exchange rate on %(day)s. Ask for one to be entered."
                    )
                    % {
                        "currency": code,
                        "day": date_format(applying.paid_on, "SHORT_DATE_FORMAT"),
                    },
                    applying.number,
                )
