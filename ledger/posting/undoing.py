"""What is undone or revalued, as frozen values: posted rows as they were read under lock."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.posting.known import Account, OpenEntry, Party, PartyKind
from ledger.posting.request import BankLine, PartyLine


@dataclass(frozen=True, slots=True)
class PostedDetail:
    """A posted detailed entry."""

    id: int
    entry_id: int
    entry_type: str
    amount: Decimal
    amount_lcy: Decimal
    applied_entry_id: int | None
    discount_before: Decimal
    max_tolerance_before: Decimal
    unapplied: bool


@dataclass(frozen=True, slots=True)
class PostedGeneral:
    """A posted general ledger entry, debit positive."""

    id: int
    account: Account
    amount: Decimal
    document_type: str
    description: str
    vat_rate: Decimal | None
    vat_base: Decimal | None
    vat_identifier: str
    reversed: bool


@dataclass(frozen=True, slots=True)
class Unapplication:
    """One application number to undo, with all that it wrote.

    `applied_on` is its posting date; `later` names entries of it that a later application met,
    with the document that applied them; `amended` holds (entry id, field) of what was amended
    since, which stays as it was amended.
    """

    application_no: int
    kind: PartyKind
    party: Party
    applied_on: date
    entries: tuple[OpenEntry, ...]
    details: tuple[PostedDetail, ...]
    general: tuple[PostedGeneral, ...]
    later: tuple[tuple[str, str], ...] = ()
    amended: frozenset[tuple[int, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class ReversedEntry:
    """A customer or vendor entry to reverse, with the line that its mirror becomes.

    `is_applied`: an application of it is live; `is_revalued`: an adjustment changed it;
    `was_applied`: its own transaction applied it, even if that is undone by now.
    """

    entry: OpenEntry
    mirror: PartyLine
    is_applied: bool
    is_revalued: bool
    was_applied: bool


@dataclass(frozen=True, slots=True)
class ReversedBank:
    """A bank account ledger entry to reverse; `open` when no statement closed it."""

    id: int
    document_no: str
    open: bool
    mirror: BankLine


@dataclass(frozen=True, slots=True)
class Reversal:
    """One posted transaction to reverse, with all that it wrote.

    `general` also holds what undoing its applications wrote; `from_register` when the whole
    register is reversed, `is_journal` when a journal posted it.
    """

    transaction_id: int
    document_no: str
    is_journal: bool
    from_register: bool
    general: tuple[PostedGeneral, ...]
    entries: tuple[ReversedEntry, ...] = ()
    banks: tuple[ReversedBank, ...] = ()


@dataclass(frozen=True, slots=True)
class Revaluation:
    """A foreign entry or bank account brought to a date's rate.

    `difference` in LCY is a gain when positive, or `takes_back` an earlier loss (a gain when
    negative); `account_id` takes the other side and `control_account_id` is the entry's, or the
    bank's G/L account. `amount` and `stood_at`, in LCY, are what there was on that date.
    `application_no` is the application that takes its part of a difference back.
    """

    difference: Decimal
    account_id: int
    control_account_id: int
    factor: Decimal
    amount: Decimal
    stood_at: Decimal
    entry: OpenEntry | None = None
    bank: BankLine | None = None
    takes_back: bool = False
    application_no: int | None = None

    @property
    def currency_id(self) -> str:
        """The foreign currency."""
        if self.entry is not None:
            return self.entry.currency_id
        assert self.bank is not None
        return self.bank.bank.currency_id
