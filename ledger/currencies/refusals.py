"""Why exchange rates can't be adjusted: every reason at once, with the way out."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ledger.posting import Refusal
from ledger.posting.for_sources import Currency, Market, facts, fetch

LONGEST_NO = 20


def why_not(
    day: date,
    codes: Sequence[str],
    document_no: str,
    local: Currency,
    market: Market,
    later: Sequence[Any],
) -> Iterator[Refusal]:
    """`later` are the currencies that were adjusted as of a later day, with that day."""
    if not codes:
        yield Refusal(_("Choose a currency to adjust."), field="currencies")
    if not document_no or len(document_no) > LONGEST_NO:
        message = _("Enter a document no. of at most %(length)s characters.")
        yield Refusal(message % {"length": LONGEST_NO}, field="document_no")
    for code in codes:
        yield from _of_currency(code, day, local, market)
    yield from _blocked_accounts(market)
    for row in later:
        message = _(
            "%(currency)s was adjusted as of %(day)s already: choose that day or a later one."
        )
        yield Refusal(
            message % {"currency": row.currency_id, "day": _shown(row.day)}, field="day"
        )


def _of_currency(code: str, day: date, local: Currency, market: Market) -> Iterator[Refusal]:
    setup = market.currencies.get(code)
    if setup is None or code == local.code:
        message = _("%(currency)s is no foreign currency: take it out.")
        yield Refusal(message % {"currency": code}, field="currencies")
        return
    if setup.factor_on(day) is None:
        message = _("%(currency)s has no exchange rate on %(day)s. Enter one first.")
        yield Refusal(message % {"currency": code, "day": _shown(day)}, field="day")
    if setup.unrealized_gain is None or setup.unrealized_loss is None:
        message = _(
            "%(currency)s has no accounts for gains and losses. Ask an administrator to complete "
            "the currency posting setup."
        )
        yield Refusal(message % {"currency": code}, field="currencies")


def _blocked_accounts(market: Market) -> Iterator[Refusal]:
    ids = {
        account
        for setup in market.currencies.values()
        for account in (setup.unrealized_gain, setup.unrealized_loss)
        if account is not None
    }
    for account in facts.read_accounts(fetch(facts.accounts(ids))).values():
        if account.blocked:
            message = _(
                "G/L account %(no)s %(name)s is blocked. Ask an administrator for another one in "
                "the currency posting setup."
            )
            yield Refusal(message % {"no": account.no, "name": account.name})


def _shown(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
