"""What a bank statement file says, as plain frozen values.

Amounts are Decimal in the currency beside them, money in positive, money out negative.
Text that the file does not give is the empty string, never None; dates, amounts and numbers
that it does not give are None.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

ZERO = Decimal(0)


class Severity(StrEnum):
    """A refusal keeps the whole file out; a warning is shown and the import goes on."""

    REFUSE = "refuse"
    WARN = "warn"


# A supervisor may import these all the same, with a reason.
OVERRIDABLE = frozenset({"balance-sum"})


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """One thing wrong with a file: where it is, the fact, and the way out.

    `code` is stable and untranslated; `message` is a sentence in the language active while
    the file was read; `where` names the place ("statement 2, entry 14", "row 7, column
    Amount") and is empty when the whole file is meant.
    """

    code: str
    severity: Severity
    message: str
    where: str = ""

    @property
    def refuses(self) -> bool:
        """Whether this problem keeps the file out."""
        return self.severity is Severity.REFUSE

    @property
    def overridable(self) -> bool:
        """Whether the file may be imported all the same, with permission and a reason."""
        return self.code in OVERRIDABLE

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class StatementRefused(Exception):
    """The file is not imported; `problems` holds every reason, refusals first."""

    def __init__(self, problems: "list[ImportProblem] | tuple[ImportProblem, ...]") -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: not problem.refuses))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class StatementKind(StrEnum):
    """What the bank sent: only statements carry booked balances to be trusted.

    A notification (camt.054) never changes a balance: it explains entries of a statement.
    """

    STATEMENT = "statement"  # camt.053, CSV
    REPORT = "report"  # camt.052, intraday
    NOTIFICATION = "notification"  # camt.054


@dataclass(frozen=True, slots=True)
class ParsedBalance:
    """A balance of the account, signed: positive when the account is in credit.

    `code` is OPBD, PRCD, CLBD or ITBD as in ISO 20022; ITBD means that the statement is one
    page of a larger one.
    """

    amount: Decimal
    currency: str
    day: date | None
    code: str


@dataclass(frozen=True, slots=True)
class ParsedCharge:
    """A fee of a bank on one line; positive when it was taken from us.

    `included` tells that the line's amount is already net of it.
    """

    amount: Decimal
    currency: str
    included: bool = True
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """One movement of the account, as far as the bank explains it.

    `amount` is what the account received (+) or gave (-), net of charges. `sequence` counts
    the lines of a statement from 1; `entry` counts the bank's own entries, so lines spread
    from one batch share it, and `from_batch` is true for them. `batch_count` is the number
    of payments that the bank lumped into this line without listing them (0: none).
    `fingerprint` recognises the line when a later file repeats it.
    """

    sequence: int
    entry: int
    booking_date: date
    value_date: date | None
    amount: Decimal
    currency: str
    original_amount: Decimal | None = None
    original_currency: str = ""
    exchange_rate: Decimal | None = None
    charges: tuple[ParsedCharge, ...] = ()
    is_reversal: bool = False
    status: str = "BOOK"
    bank_transaction_code: str = ""
    proprietary_code: str = ""
    counterparty_name: str = ""
    counterparty_account: str = ""
    counterparty_bic: str = ""
    counterparty_address: str = ""
    counterparty_city: str = ""
    counterparty_country: str = ""
    ultimate_counterparty_name: str = ""
    remittance_text: str = ""
    structured_reference: str = ""
    structured_reference_kind: str = ""
    document_numbers: tuple[str, ...] = ()
    end_to_end_id: str = ""
    mandate_id: str = ""
    instruction_id: str = ""
    payment_information_id: str = ""
    account_servicer_reference: str = ""
    uetr: str = ""
    return_reason: str = ""
    return_text: str = ""
    extra_text: str = ""
    raw_fragment: str = ""
    fingerprint: str = ""
    from_batch: bool = False
    batch_count: int = 0
    running_balance: Decimal | None = None

    @property
    def charge_amount(self) -> Decimal:
        """Charges already taken off this line, in its currency; positive when we paid them."""
        return sum(
            (c.amount for c in self.charges if c.included and c.currency == self.currency),
            ZERO,
        )

    @property
    def gross_amount(self) -> Decimal:
        """What the payer sent, before charges: received 97.00, charge 3.00 -> 100.00."""
        return self.amount + self.charge_amount


@dataclass(frozen=True, slots=True)
class ParsedStatement:
    """One statement of one account in a file; its lines are read apart, see `ParsedFile`.

    `position` counts the statements of the file from 1. `line_sum` is the sum of the
    `line_count` lines; `entry_count` the bank's own entries, `unbooked_count` those left out
    because they are pending or only for information. `declared_*` are the bank's control
    totals, None when it gives none. `currency` is the account's, or the balance's, or the
    first line's; the currencies of balances and lines are all in `currencies`.
    """

    position: int
    kind: StatementKind
    format: str
    version: str
    file_name: str
    file_sha256: str
    encoding: str
    message_id: str = ""
    statement_id: str = ""
    sequence_number: int | None = None
    legal_sequence_number: int | None = None
    page_number: int | None = None
    is_last_page: bool = True
    from_date: date | None = None
    to_date: date | None = None
    created_at: datetime | None = None
    account_iban: str = ""
    account_number: str = ""
    account_owner: str = ""
    account_bic: str = ""
    currency: str = ""
    currencies: frozenset[str] = frozenset()
    opening: ParsedBalance | None = None
    closing: ParsedBalance | None = None
    declared_count: int | None = None
    declared_sum: Decimal | None = None
    line_count: int = 0
    line_sum: Decimal = ZERO
    entry_count: int = 0
    unbooked_count: int = 0
    first_booking_date: date | None = None
    last_booking_date: date | None = None
    warnings: tuple[ImportProblem, ...] = ()

    @property
    def account(self) -> str:
        """The account as the file names it: the IBAN, else the bank's own number."""
        return self.account_iban or self.account_number

    @property
    def is_page(self) -> bool:
        """Whether this is only a page of a larger statement (interim balance at an end)."""
        ends = (self.opening, self.closing)
        return any(balance is not None and balance.code == "ITBD" for balance in ends)

    @property
    def statement_date(self) -> date | None:
        """The day of the closing balance, else the last day covered, else the day of issue."""
        if self.closing is not None and self.closing.day is not None:
            return self.closing.day
        if self.to_date is not None:
            return self.to_date
        return self.created_at.date() if self.created_at is not None else None

    @property
    def key(self) -> tuple[str, ...]:
        """What makes this statement the same again: account, id, numbers, page and dates."""
        parts = (
            self.account, self.statement_id, self.sequence_number,
            self.legal_sequence_number, self.page_number, self.from_date, self.to_date,
            self.opening and self.opening.day, self.closing and self.closing.day,
        )  # fmt: skip
        return tuple("" if part is None else str(part) for part in parts)
