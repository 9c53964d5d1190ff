"""The rows to come, worked out but not written: ids and drawn numbers are placeholders.

Preview shows a plan, `write` stores it. A row refers to another one by the object itself.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from arcore.values.money import ZERO
from ledger.posting.known import OpenEntry, PartyKind, VatPart
from ledger.posting.market import Currency
from ledger.posting.questions import Question
from ledger.posting.request import BankClosing, BankLine, Draw, Drawn, PartyLine


@dataclass(slots=True, eq=False)
class PlannedTransaction:
    """One document; `document_no` may still be a placeholder.

    It has a transaction number of its own unless it is `part_of` another document's.
    """

    posting_date: date
    document_type: str
    document_no: str | Drawn
    number: int | None = None
    part_of: "PlannedTransaction | None" = None


@dataclass(slots=True, eq=False)
class Position:
    """An open entry while its remaining amount is being worked out.

    `line` for a new entry, `existing` for one that was there; exactly one of them is set.
    """

    kind: PartyKind
    party_id: int
    posting_date: date
    due_date: date
    document_type: str
    document_no: str | Drawn
    currency_id: str
    control_account_id: int
    remaining: Decimal
    remaining_lcy: Decimal
    discount_date: date | None
    remaining_discount: Decimal
    max_tolerance: Decimal
    transaction: PlannedTransaction | None = None
    line: PartyLine | None = None
    existing: OpenEntry | None = None
    closed_by: "Position | None" = None
    closed_at: date | None = None
    closed_by_amount: Decimal = ZERO
    closed_by_amount_lcy: Decimal = ZERO
    closed_by_currency_amount: Decimal = ZERO
    discount_tolerance_date: date | None = None
    accepted_tolerance: Decimal = ZERO
    accepted_discount_tolerance: bool = False
    factor: Decimal = Decimal(1)
    adjusted_factor: Decimal | None = None
    unrealized_gain: Decimal = ZERO
    unrealized_loss: Decimal = ZERO
    gross_lcy: Decimal = ZERO
    vat: tuple[VatPart, ...] = ()
    reversed_with: "Position | None" = None
    touched: bool = False


@dataclass(slots=True, frozen=True, eq=False)
class PlannedDetail:
    """One detailed entry; `application` numbers the applying entry within the plan.

    `undoes` is the id of the posted detail that this one mirrors, and `application_no` then the
    number of the application that both belong to.
    """

    position: Position
    transaction: PlannedTransaction
    entry_type: str
    amount: Decimal
    amount_lcy: Decimal
    application: int | None = None
    applied: Position | None = None
    discount_before: Decimal = ZERO
    max_tolerance_before: Decimal = ZERO
    undoes: int | None = None
    application_no: int | None = None


@dataclass(slots=True, frozen=True, eq=False)
class PlannedGeneral:
    """One G/L entry, debit positive.

    `application` as in PlannedDetail; `reverses` is the id of the posted entry it takes back.
    """

    transaction: PlannedTransaction
    account_id: int
    amount: Decimal
    document_type: str
    description: str = ""
    vat_rate: Decimal | None = None
    vat_base: Decimal | None = None
    vat_identifier: str = ""
    application: int | None = None
    application_no: int | None = None
    reverses: int | None = None


@dataclass(slots=True, frozen=True, eq=False)
class PlannedBank:
    """One bank account ledger entry; `reverses` is the id of the posted one it takes back."""

    transaction: PlannedTransaction
    line: BankLine
    reverses: int | None = None


@dataclass(slots=True, frozen=True, eq=False)
class Unbooked:
    """What an application grants without an account for it; a plan with any is refused.

    `amount` is in the applying entry's currency; `as_discount` tells which account is missing.
    """

    transaction: PlannedTransaction
    applying: Position
    amount: Decimal
    as_discount: bool


@dataclass(slots=True, eq=False)
class Plan:
    """All rows of one register; `local` is the currency of its LCY amounts.

    `questions` are the decisions that tolerance and late discounts called for, `unbooked` what
    has no account.
    """

    source: str
    local: Currency
    journal_batch: str = ""
    transactions: list[PlannedTransaction] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    details: list[PlannedDetail] = field(default_factory=list)
    general: list[PlannedGeneral] = field(default_factory=list)
    bank: list[PlannedBank] = field(default_factory=list)
    bank_closings: tuple[BankClosing, ...] = ()
    draws: tuple[Draw, ...] = ()
    applications: int = 0
    questions: list[Question] = field(default_factory=list)
    unbooked: list[Unbooked] = field(default_factory=list)

    def numbered(self) -> list[PlannedTransaction]:
        """The documents that have a transaction number of their own."""
        return [t for t in self.transactions if t.part_of is None]

    def new_positions(self, kind: PartyKind) -> list[Position]:
        """Entries to insert, in the order of the request."""
        return [p for p in self.positions if p.kind is kind and p.line is not None]

    def changed_positions(self, kind: PartyKind) -> list[Position]:
        """Entries that were there and change."""
        return [
            p for p in self.positions if p.kind is kind and p.existing is not None and p.touched
        ]
