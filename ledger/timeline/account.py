"""Whose timeline, which days of it and which kinds of events."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from customers.models import Customer
from ledger.models import Vendor
from ledger.subledger import Subledger


class Kind(StrEnum):
    """What an event can be, as a filter knows it."""

    DOCUMENT = "document"
    PAYMENT = "payment"
    APPLICATION = "application"
    REVERSAL = "reversal"
    REVALUATION = "revaluation"
    CHANGE = "change"


ALL_KINDS = frozenset(Kind)
CARDS: dict[str, Any] = {"customer": Customer, "vendor": Vendor}


@dataclass(frozen=True)
class Account:
    """The account of a customer or vendor, or a part of it; both days are included."""

    ledger: Subledger
    party_id: int
    kinds: Collection[Kind] = ALL_KINDS
    first: date | None = None
    last: date | None = None

    @property
    def cards(self) -> Any:
        """The model of its cards."""
        return CARDS[self.ledger.party]

    @property
    def own(self) -> dict[str, Any]:
        """The filter for its entries, details and amendments."""
        return self.ledger.of(self.party_id)
