"""What matching compares, as plain values. Money: the bank account's currency, in positive."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple, Protocol


class Ledger(StrEnum):
    """Where an open entry lies; on a tie customers come first, then vendors, then the bank."""

    CUSTOMER = "customer"
    VENDOR = "vendor"
    BANK = "bank"


RANK = {Ledger.CUSTOMER: 0, Ledger.VENDOR: 1, Ledger.BANK: 2}


class Line(NamedTuple):
    """A statement line. `id` finds it again, `number` breaks ties and names it to people."""

    id: int
    number: int
    day: date
    amount: Decimal
    text: str = ""
    info: str = ""
    name: str = ""
    address: str = ""
    city: str = ""
    account: str = ""
    reference: str = ""
    transaction_id: str = ""


class Entry(NamedTuple):
    """An open entry: `amount` is what remains, `discount` what may be taken off in time.

    `party` is the id of the customer or vendor; for a bank entry that of the balancing
    customer, or minus that of the balancing vendor, or 0. `deadline` is the later of
    discount date and discount tolerance date; `granted_until` the last day on which the
    discount is granted.
    """

    ledger: Ledger
    id: int
    party: int
    document_type: str
    document_no: str
    external_no: str
    reference: str
    posting_date: date
    due_date: date
    amount: Decimal
    discount: Decimal = Decimal(0)
    deadline: date | None = None
    granted_until: date | None = None

    @property
    def order(self) -> tuple[int, int, int]:
        """Oldest due date first, then the lowest entry number."""
        return (self.due_date.toordinal(), RANK[self.ledger], self.id)

    def amount_on(self, day: date) -> Decimal:
        """What a payment of that day must reach: less the discount while it may be taken."""
        if self.discount and self.deadline is not None and day <= self.deadline:
            return self.amount - self.discount
        return self.amount

    def may_meet(self, line: Line) -> bool:
        """The hard filters: same sign, and not posted after the money moved."""
        return self.posting_date <= line.day and (self.amount > 0) == (line.amount > 0)


class Window(NamedTuple):
    """The amounts that a line tolerates, both ends included, on its day."""

    low: Decimal
    high: Decimal
    day: date

    def holds(self, entry: Entry) -> bool:
        """Whether the entry's amount of that day lies inside."""
        return self.low <= entry.amount_on(self.day) <= self.high


class Wanted(NamedTuple):
    """The next entries by due date: of a party or of all, inside the window, outside, or all."""

    party: int | None
    window: Window
    inside: bool | None
    is_positive: bool
    after: tuple[date, int] | None = None


# So many entries of equal amount are looked at one by one; more are streamed by due date.
IN_RANGE_CAP = 10


class EntrySource(Protocol):
    """Where the open entries of one ledger come from: memory or SQL.

    Answers to the same questions in the same order as asked.
    """

    ledger: Ledger

    def by_number(self, keys: Iterable[str]) -> dict[str, list[Entry]]:
        """Entries whose document or external number has one of these keys."""

    def by_reference(self, references: Iterable[str]) -> dict[str, list[Entry]]:
        """Entries with one of these payment references."""

    def in_range(self, windows: Sequence[Window]) -> list[list[Entry]]:
        """For each window the entries inside, at most IN_RANGE_CAP + 1 of them."""

    def by_id(self, ids: Iterable[int]) -> list[Entry]:
        """The open entries among these."""

    def following(self, wanted: Sequence[Wanted], limit: int) -> list[list[Entry]]:
        """For each wish the next `limit` entries by due date, then id; fewer means no more.

        Only entries that meet the line's sign and day.
        """


class Reason(NamedTuple):
    """Why, as a code and its figures; worded when shown (see `wording`)."""

    code: str
    params: dict[str, Any]

    def as_json(self) -> list[Any]:
        return [self.code, self.params]
