"""What is to be posted, as frozen plain values: station 3's result, read by checks and rules.

Signs: money amounts of customer, bank and G/L lines are positive for a debit. LCY = local
currency. A `number` is the line's number in its source; refusals name it.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from arcore.company.posting_period import UNDEFINED, PostingRange
from arcore.values.money import ZERO
from customers.blocking import Action
from ledger.posting.acceptance import Acceptance, ToleranceRules
from ledger.posting.known import Account, Bank, OpenEntry, Party
from ledger.posting.market import Currency, Market
from ledger.posting.refusals import Refusal

if TYPE_CHECKING:
    from ledger.posting.undoing import Revaluation, Reversal, Unapplication


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

    Instead of lines it may have posted entries to apply, to undo or to revalue. Refusals name
    `number`; without one, and with `by_line`, they name the line's own number. Documents that
    balance only together share a transaction: each after the first one `continues` it.
    """

    posting_date: date
    document_type: str
    document_no: str | Drawn
    lines: tuple[PartyLine | AccountLine | BankLine, ...]
    number: int | None = None
    by_line: bool = False
    continues: bool = False
    entry_applications: tuple[EntryApplication, ...] = ()
    unapplications: "tuple[Unapplication, ...]" = ()
    reversals: "tuple[Reversal, ...]" = ()
    revaluations: "tuple[Revaluation, ...]" = ()

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
