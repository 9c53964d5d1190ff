"""A batch and its lines as frozen plain values: what checks and postings are worked out from.

Built from the database by `posting.facts`, or by whoever posts lines that were never saved
(payment registration). An amount is a debit of the line's account when positive.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from arcore.values.money import ZERO
from ledger.posting.for_sources import (
    Acceptance,
    Account,
    Bank,
    Currency,
    OpenEntry,
    Party,
    PartyAccounts,
    PartyKind,
    Period,
    ToleranceLimits,
)
from payments.models import RecurringMethod

NO_TOLERANCE = ToleranceLimits()
PARTIES = frozenset({PartyKind.CUSTOMER.value, PartyKind.VENDOR.value})


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two accounts of a line: "account", "customer", "vendor", "bank", or blank."""

    kind: str = ""
    id: int | None = None

    @property
    def is_given(self) -> bool:
        """Whether it names an account."""
        return bool(self.kind) and self.id is not None

    @property
    def is_party(self) -> bool:
        """Whether it is a customer or vendor."""
        return self.kind in PARTIES


@dataclass(frozen=True, slots=True)
class Applied:
    """An entry that the line is to be applied to; `amount` has the entry's sign, None is all."""

    kind: str  # "customer" or "vendor"
    entry_id: int
    amount: Decimal | None = None

    @property
    def key(self) -> tuple[str, int]:
        """The entry among those of both ledgers."""
        return (self.kind, self.entry_id)


@dataclass(frozen=True, slots=True)
class Line:
    """One journal line. `factor` is None while no exchange rate is known, `posting_group_id`
    where the customer's or vendor's own group is taken.

    `applies_to` is the one document that the line pays, `marks` are several entries under one
    applies-to ID; `balance` is what a balance method posts, None for the other methods.
    """

    number: int
    posting_date: date | None
    document_type: str
    document_no: str
    account: Side
    balancing: Side
    currency: Currency
    amount: Decimal
    amount_lcy: Decimal
    id: int = 0
    factor: Decimal | None = Decimal(1)
    document_date: date | None = None
    external_document_no: str = ""
    description: str = ""
    applies_to: Applied | None = None
    marks: tuple[Applied, ...] = ()
    accept_tolerance: bool = False
    accept_late: frozenset[int] = frozenset()
    answered: Mapping[str, str] = field(default_factory=dict)
    due_date: date | None = None
    payment_terms_id: int | None = None
    terms_on_credit_memos: bool = False
    tolerance: ToleranceLimits = NO_TOLERANCE
    posting_group_id: int | None = None
    discount_percent: Decimal = ZERO
    discount_date: date | None = None
    payment_method_id: int | None = None
    on_hold: str = ""
    payment_reference: str = ""
    recurring_method: str = ""
    frequency: str = ""
    expiration_date: date | None = None
    balance: Decimal | None = None

    @property
    def party_side(self) -> Side | None:
        """The side that is a customer or vendor; None on a line between other accounts."""
        if self.account.is_party:
            return self.account
        return self.balancing if self.balancing.is_party else None

    @property
    def party_amount(self) -> Decimal:
        """The amount as the customer or vendor sees it, debit positive."""
        return self.amount if self.account.is_party else -self.amount

    @property
    def method(self) -> RecurringMethod:
        """What posting does to the line."""
        return RecurringMethod(self.recurring_method)

    @property
    def document(self) -> tuple[date | None, str, str]:
        """What lines of one document have in common: posting date, type and number."""
        return (self.posting_date, self.document_type, self.document_no)


def _nothing_accepted(line: Line) -> Acceptance | None:
    return None


@dataclass(frozen=True, slots=True)
class Known:
    """The rows that lines name, by id; parties, entries and accounts of posting groups by
    (kind, id).
    """

    parties: Mapping[tuple[str, int], Party] = field(default_factory=dict)
    accounts: Mapping[int, Account] = field(default_factory=dict)
    banks: Mapping[int, Bank] = field(default_factory=dict)
    entries: Mapping[tuple[str, int], OpenEntry] = field(default_factory=dict)
    groups: Mapping[tuple[str, int], PartyAccounts] = field(default_factory=dict)

    def party(self, line: Line) -> Party | None:
        """The customer or vendor of a line, in the line's posting group; None when it has none."""
        side = line.party_side
        party = None if side is None else self.parties.get((side.kind, side.id or 0))
        group = line.posting_group_id
        if party is None or group is None:
            return party
        accounts = self.groups.get((party.kind.value, group), PartyAccounts(control=None))
        return replace(party, posting_group_id=group, accounts=accounts)

    def holds(self, side: Side) -> bool:
        """Whether the account of a side was found."""
        if side.is_party:
            return (side.kind, side.id) in self.parties
        return side.id in (self.banks if side.kind == "bank" else self.accounts)


@dataclass(frozen=True, slots=True)
class Journal:
    """A batch with the lines to be posted now, and everything that they name.

    `numbers_used` are (document type, number) of customer entries that exist; `posting_series`
    is the row of the series that numbers documents at posting, None without one; `acceptance`
    says, by line, what is accepted of differences and late discounts.
    """

    local: Currency
    period: Period
    lines: tuple[Line, ...] = ()
    known: Known = field(default_factory=Known)
    id: int = 0
    code: str = ""
    version: int = 1
    source_code: str = ""
    force_document_balance: bool = True
    recurring: bool = False
    keeps_copies: bool = True
    grace: str = ""
    posting_series: Any = None
    acceptance: Callable[[Line], Acceptance | None] = _nothing_accepted
    numbers_used: frozenset[tuple[str, str]] = frozenset()

    def groups(self) -> Iterator[list[Line]]:
        """Lines of one document each, in the order of posting date, then line."""
        groups: dict[tuple[date | None, str, str], list[Line]] = {}
        for line in self.lines:
            groups.setdefault(line.document, []).append(line)
        yield from sorted(groups.values(), key=lambda lines: lines[0].posting_date or date.min)


def left_open(line: Line) -> Decimal:
    """What a line adds to its document's balance: nothing when it has a balancing account."""
    return ZERO if line.balancing.is_given else line.amount_lcy
