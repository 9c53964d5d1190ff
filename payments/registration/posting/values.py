"""Ticks with everything they name: what checks and journal lines are worked out from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ledger.posting.for_sources import Account, Bank, Currency, Market, OpenEntry, Party
from payments.journal.values import Side
from payments.registration.values import Received


@dataclass(frozen=True, slots=True)
class Ticked:
    """One ticked document; `number` is its place, by which refusals name it."""

    number: int
    id: int
    entry: OpenEntry
    currency: Currency
    line: Received
    seen_remaining: Decimal

    @property
    def document(self) -> str:
        """The document's number."""
        return self.entry.document_no


@dataclass(frozen=True, slots=True)
class Registration:
    """All ticks of a user and where the money goes; `lump` posts one payment for all."""

    ticked: tuple[Ticked, ...]
    account: Side
    local: Currency
    lump: bool = False
    parties: Mapping[int, Party] = field(default_factory=dict)
    accounts: Mapping[int, Account] = field(default_factory=dict)
    banks: Mapping[int, Bank] = field(default_factory=dict)
    market: Market = field(default_factory=Market)

    @property
    def paid(self) -> tuple[Ticked, ...]:
        """The ticks for which money was received; the others stay ticked."""
        return tuple(one for one in self.ticked if one.line.amount)

    @property
    def account_currency(self) -> str:
        """What the account is kept in; a G/L account in local currency."""
        bank = self.banks.get(self.account.id or 0) if self.account.kind == "bank" else None
        return bank.currency_id if bank else self.local.code

    @property
    def account_label(self) -> str:
        """The account as a refusal names it."""
        if self.account.kind == "bank":
            return self.banks[self.account.id or 0].code
        return self.accounts[self.account.id or 0].no
