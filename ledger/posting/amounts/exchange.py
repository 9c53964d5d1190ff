"""Amounts between currencies, at the applying entry's posting date (ledger spec, section 3)."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from arcore.values.money import round_amount
from ledger.posting.market import Currency, Market
from ledger.posting.plan import Position


@dataclass(frozen=True, slots=True)
class Exchange:
    """`own` is the applying entry's currency; its factor is the entry's own, not the day's."""

    own: str
    local: Currency
    factor_of: Callable[[str], Decimal]
    precision_of: Callable[[str], Decimal]

    def into_own(self, amount: Decimal, code: str) -> Decimal:
        """An amount of another currency in the applying entry's.

        100.00 EUR at 1.20 for a payment in local currency -> 120.00.
        """
        return self._between(amount, code, self.own)

    def out_of_own(self, amount: Decimal, code: str) -> Decimal:
        """An amount of the applying entry's currency in another."""
        return self._between(amount, self.own, code)

    def in_local(self, amount: Decimal, code: str) -> Decimal:
        """An amount in local currency: 50.00 EUR at 1.20 -> 60.00."""
        return self._between(amount, code, self.local.code)

    def _between(self, amount: Decimal, source: str, target: str) -> Decimal:
        if source == target:
            return amount
        exact = amount * self.factor_of(source) / self.factor_of(target)
        return round_amount(exact, self.precision_of(target))


def exchange_for(applying: Position, market: Market, local: Currency) -> Exchange:
    """The exchange of one application. Expects rates for every currency that it meets."""

    def factor_of(code: str) -> Decimal:
        if code == local.code:
            return Decimal(1)
        if code == applying.currency_id:
            return applying.factor
        factor = market.currencies[code].factor_on(applying.posting_date)
        assert factor is not None, "the check `rates_known` refuses this"
        return factor

    def precision_of(code: str) -> Decimal:
        return local.precision if code == local.code else market.currencies[code].precision

    return Exchange(applying.currency_id, local, factor_of, precision_of)
