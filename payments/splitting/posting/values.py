"""A split receipt with everything it names: what checks and journal lines are worked out from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from arcore.values.money import ZERO
from ledger.posting.for_sources import Account, Bank, Currency, Market, OpenEntry, Party
from payments.journal.values import Side


@dataclass(frozen=True, slots=True)
class Part:
    """What is paid of one entry, with its sign."""

    entry: OpenEntry
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """A customer's part of the money; `number` is its place, by which refusals name it."""

    number: int
    party: Party
    parts: tuple[Part, ...] = ()
    on_account: Decimal = ZERO

    @property
    def amount(self) -> Decimal:
        """Documents less credits, and what goes on account."""
        return sum((part.amount for part in self.parts), self.on_account)

    @property
    def is_used(self) -> bool:
        """Whether anything is paid for the customer; the others are left out."""
        return bool(self.parts or self.on_account)


@dataclass(frozen=True, slots=True)
class Split:
    """The money, where it went, and the shares of the chosen customers."""

    day: date
    received: Decimal
    currency: Currency
    account: Side
    shares: tuple[Share, ...]
    local: Currency
    external_document_no: str = ""
    description: str = ""
    accounts: Mapping[int, Account] = field(default_factory=dict)
    banks: Mapping[int, Bank] = field(default_factory=dict)
    market: Market = field(default_factory=Market)

    @property
    def used(self) -> tuple[Share, ...]:
        """The shares of which something is posted."""
        return tuple(share for share in self.shares if share.is_used)

    @property
    def left(self) -> Decimal:
        """What is nobody's yet."""
        return self.received - sum((share.amount for share in self.shares), ZERO)

    @property
    def factor(self) -> Decimal | None:
        """Local currency for one unit that day; None where no rate is known."""
        if self.currency.code == self.local.code:
            return Decimal(1)
        return self.market.currencies[self.currency.code].factor_on(self.day)
