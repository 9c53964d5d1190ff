"""Parties, accounts and open entries as a posting knows them: frozen, read under lock."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from arcore.values.money import ZERO


class PartyKind(StrEnum):
    """The two subledgers that run on one engine."""

    CUSTOMER = "customer"
    VENDOR = "vendor"


@dataclass(frozen=True, slots=True)
class PartyAccounts:
    """G/L account ids of the posting group `group`; None where setup leaves one out."""

    control: int | None
    discount_debit: int | None = None
    discount_credit: int | None = None
    tolerance_debit: int | None = None
    tolerance_credit: int | None = None
    rounding: int | None = None
    application_rounding: int | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A customer or vendor as read under lock."""

    kind: PartyKind
    id: int
    no: str
    name: str
    blocked: str
    privacy_blocked: bool
    posting_group_id: int
    accounts: PartyAccounts
    applies_to_oldest: bool = False
    block_payment_tolerance: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """A G/L account; `is_bank` marks the account that stands for a bank account."""

    id: int
    no: str
    name: str
    blocked: bool
    direct_posting: bool
    is_bank: bool


@dataclass(frozen=True, slots=True)
class Bank:
    """Our bank account and the G/L account it stands for."""

    id: int
    code: str
    name: str
    account_id: int
    currency_id: str
    blocked: bool


@dataclass(frozen=True, slots=True)
class VatPart:
    """VAT that a document carries for one account and rate, LCY, with the document's signs."""

    account_id: int
    rate: Decimal
    base: Decimal
    amount: Decimal
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """A posted customer or vendor entry that something is applied to.

    `factor` is its original currency factor; `unrealized_gain` and `unrealized_loss` are the
    LCY by which its live revaluations raised (positive) and lowered (negative) it; `vat` is
    what its document carries where setup adjusts VAT for discounts.
    """

    kind: PartyKind
    id: int
    party_id: int
    party_no: str
    document_type: str
    document_no: str
    posting_date: date
    due_date: date
    currency_id: str
    open: bool
    remaining: Decimal
    remaining_lcy: Decimal
    discount_date: date | None
    remaining_discount: Decimal
    max_tolerance: Decimal
    control_account_id: int | None
    discount_tolerance_date: date | None = None
    factor: Decimal = Decimal(1)
    amount_lcy: Decimal = ZERO
    unrealized_gain: Decimal = ZERO
    unrealized_loss: Decimal = ZERO
    reversed: bool = False
    transaction_id: int = 0
    vat: tuple[VatPart, ...] = ()
