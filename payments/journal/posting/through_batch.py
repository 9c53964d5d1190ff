"""What posts lines of its own through a journal batch: payments registered, receipts split.

The lines are journal lines that were never saved; the batch gives number series, posting
period and whether copies are kept.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from arcore.company.posting_period import PostingRange
from ledger.applying.asking import acceptance_by_line, from_options, objections
from ledger.posting import Command, Plan, Refusal, Source, Written
from ledger.posting.for_sources import (
    Draw,
    Drawn,
    Market,
    PostingRequest,
    TransactionRequest,
    facts,
)
from payments.journal.posting.applications import Oldest, applications_of
from payments.journal.posting.copies import keep_copies
from payments.journal.posting.transactions import transactions_of
from payments.journal.values import Journal, Known, Line


class ThroughBatch(Source):
    """A source whose command carries answers (`as_options`) and whose lines go through a batch."""

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        self.answers = from_options(command.options)
        self.journal: Journal | None = None
        self.transactions: tuple[TransactionRequest, ...] = ()

    def request_of(
        self,
        head: Any,
        house: Sequence[Any],
        *,
        lines: tuple[Line, ...],
        known: Known,
        market: Market,
        refusals: Sequence[Refusal],
        own_rows: bool = True,
    ) -> PostingRequest:
        """The request of these lines; `head` is a row with the columns of the batch.

        `house` are the rows of `facts.house`, `refusals` what the source found itself.
        """
        local, period = facts.read_house(house)
        template_range = PostingRange(head.allow_posting_from, head.allow_posting_to)
        accepted = acceptance_by_line(house, self.answers)
        journal = self.journal = Journal(
            id=head.batch_id,
            code=head.code,
            source_code=head.source_code,
            keeps_copies=head.copy_to_posted,
            posting_series=head,
            local=local,
            period=replace(period, source_range=template_range),
            lines=lines,
            known=known,
            acceptance=lambda line: accepted(line.number),
        )
        self.transactions = transactions_of(journal, applications_of(journal, Oldest()))
        return PostingRequest(
            source=journal.source_code or self.name,
            local_currency=local,
            period=journal.period,
            transactions=self.transactions,
            draws=() if refusals else _draws(head, self.transactions),
            journal_batch=journal.code,
            found=tuple(refusals),
            own_rows=own_rows,
            market=market,
            tolerance_rules=facts.read_tolerance_rules(house),
        )

    def objections(self, plan: Plan) -> list[Refusal]:
        """What is asked otherwise than it was answered."""
        return objections(plan, self.answers)

    def keep_copies(self, written: Written) -> None:
        """Copies of the lines stay if the batch keeps them."""
        assert self.journal is not None, "`request` runs before"
        places: dict[int, int] = {}
        numbers: dict[int, str | Drawn] = {}
        for place, transaction in enumerate(self.transactions):
            for side in transaction.lines:
                places[side.number] = place
                numbers[side.number] = transaction.document_no
        keep_copies(self.journal, places, numbers, written, self.command.user_id)


def _draws(head: Any, transactions: Sequence[TransactionRequest]) -> tuple[Draw, ...]:
    if not transactions:
        return ()
    days = [transaction.posting_date for transaction in transactions]
    return (facts.read_draw(head, min(days), max(days), len(transactions)),)
