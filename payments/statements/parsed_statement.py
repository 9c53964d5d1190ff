"""One statement of one account, as a bank statement file tells it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from .parsed_line import ZERO
from .problems import ImportProblem


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
