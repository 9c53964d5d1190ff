"""What the page proposes for other cells of a line while one is being typed."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from arcore.values.money import ZERO

SIDES = (("account_type", "account"), ("balancing_type", "balancing"))


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


def _lapsed(values: Mapping[str, Any], typed: Collection[str]) -> Iterator[str]:
    """An account of another type than was just typed, a document of another customer."""
    for kind, side in SIDES:
        if kind in typed and side not in typed:
            yield side
    names = {name for pair in SIDES for name in pair}
    if names & set(typed) and "applies_to" not in typed and not _belongs(values):
        yield "applies_to"


def _belongs(values: Mapping[str, Any]) -> bool:
    """Whether the document can be read beside the accounts, and is of one of them; or is none."""
    if "applies_to" not in values:
        return False
    entry = values["applies_to"]
    if entry is None:
        return True
    owner = getattr(entry, "customer", None) or entry.vendor
    return owner in (values.get("account"), values.get("balancing"))


def follow(values: Mapping[str, Any], typed: Collection[str]) -> dict[str, Any]:
    """Values for other cells: the account's name and currency, the document's customer and amount.

    An amount is proposed where there is none yet. What no longer fits is emptied.
    """
    found: dict[str, Any] = dict.fromkeys(_lapsed(values, typed))
    values = {**values, **found}
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
