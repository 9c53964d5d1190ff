"""Amounts of other currencies in the applicant's, at its own posting date (ledger spec, 3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from arcore.values.money import round_amount
from ledger.applying.applicants import Applicant
from ledger.posting.for_sources import (
    Currency,
    Market,
    OpenEntry,
    ToleranceRules,
    facts,
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """`market` holds the currencies that the applicant's set meets; empty where all are one."""

    applicant: Applicant
    local: Currency
    market: Market

    def into_own(self, amount: Decimal, code: str) -> Decimal | None:
        """The amount in the applicant's currency; None while a rate is missing.

        100.00 USD at 0.90 for a payment in local currency -> 90.00.
        """
        if code == self.applicant.currency.code:
            return amount
        theirs, own = self._factor(code), self.applicant.factor
        if theirs is None or own is None:
            return None
        return round_amount(amount * theirs / own, self.applicant.currency.precision)

    def _factor(self, code: str) -> Decimal | None:
        if code == self.local.code:
            return Decimal(1)
        foreign = self.market.currencies.get(code)
        return None if foreign is None else foreign.factor_on(self.applicant.posting_date)


def exchange_of(applicant: Applicant, local: Currency, codes: Iterable[str]) -> Exchange:
    """The exchange for entries in these currencies; no query where all is the applicant's own."""
    others = {code for code in codes if code != applicant.currency.code}
    if not others:
        return Exchange(applicant, local, Market())
    none: dict[int, OpenEntry] = {}
    _entries, market = facts.meet(local, ToleranceRules(), none, others)
    return Exchange(applicant, local, market)
