"""What the page proposes for other cells of a line while one is being typed."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from arcore.values.money import ZERO


class Payable(Protocol):
    """What the rule needs of an open ledger entry."""

    @property
    def remaining(self) -> Decimal: ...
    @property
    def remaining_discount(self) -> Decimal: ...
    @property
    def discount_date(self) -> date | None: ...


def proposed_amount(entry: Payable, posting_date: date | None) -> Decimal:
    """The amount that settles the entry: less its discount if that is still in time.

    1000.00 with 20.00 until the 15th: -980.00 on the 15th, -1000.00 on the 16th.
    """
    in_time = (
        posting_date is not None
        and entry.discount_date is not None
        and posting_date <= entry.discount_date
    )
    return -(entry.remaining - (entry.remaining_discount if in_time else ZERO))


def follow(values: Mapping[str, Any], typed: Collection[str]) -> dict[str, Any]:
    """Values for other cells: the account's name and currency, the document's customer and amount.

    An amount is proposed where there is none yet.
    """
    found: dict[str, Any] = {}
    entry, account = values.get("applies_to"), values.get("account")
    if "applies_to" in typed and entry is not None:
        owner = getattr(entry, "customer", None) or entry.vendor
        if account is None:
            found["account"] = account = owner
        found["currency"] = entry.currency
        if not values.get("amount"):
            amount = proposed_amount(entry, values.get("posting_date"))
            on_account = account == owner
            found["amount"] = amount if on_account else -amount
    if account is not None and ("account" in typed or "account" in found):
        found["description"] = account.name
        currency = getattr(account, "currency", None)
        if currency is not None:
            found.setdefault("currency", currency)
    return found
