"""Refuse amounts that a ledger can't hold: not finite, too precise, too large."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from arcore.values.money import round_amount
from ledger.posting.market import Currency
from ledger.posting.refusals import Refusal
from ledger.posting.request import (
    AccountLine,
    BankLine,
    PartyLine,
    PostingRequest,
)
from ledger.posting.shown import shown

LARGEST = Decimal("999999999999.999")


def amount_in_range(request: PostingRequest) -> Iterable[Refusal]:
    """Every amount fits its currency's precision and stays below a trillion."""
    local = request.local_currency
    for transaction in request.transactions:
        for line in transaction.lines:
            for amount, currency in _amounts(line, local):
                message = _complaint(amount, currency)
                if message:
                    yield Refusal(message, transaction.number_of(line), "amount")


def _amounts(
    line: PartyLine | AccountLine | BankLine, local: Currency
) -> list[tuple[Decimal, Currency]]:
    lcy = [(line.amount_lcy, local)]
    return [(line.amount, line.currency), *lcy] if isinstance(line, PartyLine) else lcy


def _complaint(amount: Decimal, currency: Currency) -> str | None:
    if not amount.is_finite() or abs(amount) > LARGEST:
        return _("The amount must lie within ±%(limit)s.") % {"limit": shown(LARGEST)}
    if round_amount(amount, currency.precision) != amount:
        return _("%(amount)s has more decimals than %(currency)s allows.") % {
            "amount": shown(amount, 0),
            "currency": currency.code,
        }
    return None
