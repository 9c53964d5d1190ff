"""What is to be posted, as frozen plain values: station 3's result, read by checks and rules.

Signs: money amounts of customer, bank and G/L lines are positive for a debit. LCY = local
currency. A `number` is the line's number in its source; refusals name it.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from arcore.company.posting_period import UNDEFINED, PostingRange
from arcore.values.money import ZERO
from customers.blocking import Action
from ledger.posting.acceptance import Acceptance, ToleranceRules
from ledger.posting.market import Currency, Market
from ledger.posting.refusals import Refusal


class PartyKind(StrEnum):
    """The two subledgers that run on one engine."""

    CUSTOMER = "customer"
    VENDOR = "vendor"


@dataclass(frozen=True, slots=True)
class PartyAccounts:
    """G/L account ids of a posting group; None where setup leaves one out."""

    control: int | None
    discount_debit: int | None = None
    discount_credit: int | None = None
    tolerance_debit: int | None = None
    tolerance_credit: int | None = None
    rounding: int | None = None
    application_rounding: int | None = None


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
    what its document carries where setup adjusts VAT for discounts; `details` counts its
    detailed entries, which tells one state of the entry from another.
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
    unrealized_gain: Decimal = ZERO
    unrealized_loss: Decimal = ZERO
    details: int = 0
    reversed: bool = False
    vat: tuple[VatPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Application:
    """Apply the line to an entry, or to an earlier line of the same transaction.

    `amount` has the entry's sign and caps what is applied; None means all that remains.
    """

    entry: OpenEntry | None = None
    line: int | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One new customer or vendor ledger entry.

    `tolerance` says what is accepted where it pays; None grants neither payment tolerance nor a
    late discount.
    """

    number: int
    party: Party
    document_type: str
    amount: Decimal
    amount_lcy: Decimal
    currency: Currency
    due_date: date
    document_date: date
    factor: Decimal = Decimal(1)
    description: str = ""
    external_document_no: str = ""
    payment_reference: str = ""
    discount_date: date | None = None
    discount_possible: Decimal = ZERO
    discount_tolerance_date: date | None = None
    max_tolerance: Decimal = ZERO
    on_hold: str = ""
    salesperson: str = ""
    payment_terms_id: int | None = None
    payment_method_id: int | None = None
    action: Action | None = None
    applies: tuple[Application, ...] = ()
    tolerance: Acceptance | None = None


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One new G/L entry in local currency; `by_setup` lines may use a subledger's account.

    `adjusts_vat`: a discount granted on the document takes back its share of this VAT.
    """

    number: int
    account: Account
    amount_lcy: Decimal
    description: str = ""
    by_setup: bool = False
    vat_rate: Decimal | None = None
    vat_base: Decimal | None = None
    vat_identifier: str = ""
    adjusts_vat: bool = False


@dataclass(frozen=True, slots=True)
class BankLine:
    """One new bank account ledger entry; closed at once when a statement line is given."""

    number: int
    bank: Bank
    document_type: str
    amount: Decimal
    amount_lcy: Decimal
    description: str = ""
    external_document_no: str = ""
    balancing_type: str = ""
    balancing_no: str = ""
    cheque_no: str = ""
    statement_no: str = ""
    statement_line_no: int | None = None
    closed_at: date | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """The i-th number that this posting draws from a series; known only after writing."""

    series_id: int
    index: int


@dataclass(frozen=True, slots=True)
class Draw:
    """Numbers to draw from a series, and the facts that a refusal needs."""

    series_id: int
    series_code: str
    prefix: str
    digits: int
    date_order: bool
    last_date: date | None
    first_date: date
    latest_date: date
    count: int
    last_number: int = 0


@dataclass(frozen=True, slots=True)
class EntryApplication:
    """Apply a posted entry to others of its party; the transaction's date is the application's."""

    applying: OpenEntry
    party: Party
    applies: tuple[Application, ...]
    tolerance: Acceptance | None = None


@dataclass(frozen=True, slots=True)
class TransactionRequest:
    """One balanced document group; its lines sum to zero in LCY.

    Refusals name `number`; without one, and with `by_line`, they name the line's own number.
    """

    posting_date: date
    document_type: str
    document_no: str | Drawn
    lines: tuple[PartyLine | AccountLine | BankLine, ...]
    number: int | None = None
    by_line: bool = False
    entry_applications: tuple[EntryApplication, ...] = ()

    def number_of(self, line: PartyLine | AccountLine | BankLine) -> int | None:
        """The number by which a refusal names the line."""
        return line.number if self.by_line else self.number

    @property
    def first_number(self) -> int | None:
        """The number by which a refusal names all of it."""
        return self.lines[0].number if self.by_line and self.lines else self.number


@dataclass(frozen=True, slots=True)
class BankClosing:
    """An existing bank entry that a statement line closes, wholly or in part."""

    number: int
    entry_id: int
    document_no: str
    bank_id: int
    open: bool
    remaining: Decimal
    amount: Decimal
    statement_no: str
    statement_line_no: int
    closed_at: date


@dataclass(frozen=True, slots=True)
class Period:
    """Posting dates allowed; a blank end is open.

    The first range that is defined wins: the source's own (a journal template's), the user's,
    the company's.
    """

    user_range: PostingRange
    company_range: PostingRange
    source_range: PostingRange = UNDEFINED


@dataclass(frozen=True, slots=True)
class PostingRequest:
    """Everything a posting needs.

    `found` are refusals that the source itself met; `parties` are those that no line names but
    whose block counts (the sell-to customer, a shipment's customer), with the action to check;
    `dates` are posting dates of what has no transaction, such as a shipment; `own_rows` says
    that the source writes rows of its own even where the ledger has none; `market` holds every
    currency of its lines and of the entries they meet, where one of them is foreign.
    """

    source: str
    local_currency: Currency
    period: Period
    transactions: tuple[TransactionRequest, ...] = ()
    draws: tuple[Draw, ...] = ()
    bank_closings: tuple[BankClosing, ...] = ()
    dates: tuple[date, ...] = ()
    journal_batch: str = ""
    found: tuple[Refusal, ...] = field(default=())
    own_rows: bool = False
    parties: tuple[tuple[Party, Action], ...] = ()
    market: Market = field(default_factory=Market)
    tolerance_rules: ToleranceRules = field(default_factory=ToleranceRules)
