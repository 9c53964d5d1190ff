"""Who applies to what in a request, whether a new line or a posted entry does it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.posting.acceptance import Acceptance
from ledger.posting.known import OpenEntry, Party
from ledger.posting.request import (
    Application,
    EntryApplication,
    PartyLine,
    PostingRequest,
    TransactionRequest,
)


@dataclass(frozen=True, slots=True)
class Applying:
    """One applying side. `day` is the application's date, `paid_on` the side's posting date.

    `lines` are the party lines of its transaction, which it may apply to by their number.
    """

    number: int | None
    day: date
    paid_on: date
    document_type: str
    party: Party
    currency_id: str
    remaining: Decimal
    applies: tuple[Application, ...]
    tolerance: Acceptance | None
    lines: Mapping[int, PartyLine]
    entry: OpenEntry | None = None

    def targets(self) -> Iterator[OpenEntry | PartyLine]:
        """What it applies to, posted or new."""
        for application in self.applies:
            if application.entry is not None:
                yield application.entry
            elif application.line is not None:
                yield self.lines[application.line]


def applyings(request: PostingRequest) -> Iterator[Applying]:
    """Every side that applies to something, in the order of the request."""
    for transaction in request.transactions:
        lines = {x.number: x for x in transaction.lines if isinstance(x, PartyLine)}
        for line in lines.values():
            if line.applies:
                yield _of_line(transaction, line, lines)
        for one in transaction.entry_applications:
            yield _of_entry(transaction, one)


def _of_line(
    transaction: TransactionRequest, line: PartyLine, lines: Mapping[int, PartyLine]
) -> Applying:
    return Applying(
        number=transaction.number_of(line),
        day=transaction.posting_date,
        paid_on=transaction.posting_date,
        document_type=line.document_type,
        party=line.party,
        currency_id=line.currency.code,
        remaining=line.amount,
        applies=line.applies,
        tolerance=None if line.party.block_payment_tolerance else line.tolerance,
        lines=lines,
    )


def _of_entry(transaction: TransactionRequest, one: EntryApplication) -> Applying:
    entry = one.applying
    return Applying(
        number=transaction.number,
        day=transaction.posting_date,
        paid_on=entry.posting_date,
        document_type=entry.document_type,
        party=one.party,
        currency_id=entry.currency_id,
        remaining=entry.remaining,
        applies=one.applies,
        tolerance=None if one.party.block_payment_tolerance else one.tolerance,
        lines={},
        entry=entry,
    )
