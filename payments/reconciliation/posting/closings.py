"""Lines applied to bank entries that were posted before: they close them and post nothing."""

from collections.abc import Iterator, Mapping

from ledger.posting.for_sources import BankClosing
from payments.reconciliation.posting.facts import BankEntry, Journal


def bank_closings(journal: Journal, banks: Mapping[int, BankEntry]) -> Iterator[BankClosing]:
    """One closing for each applied bank entry of each line, with statement no., line and date."""
    assert journal.statement_date is not None, "the check `statement_agrees` refuses this"
    for line in journal.lines:
        for part in line.applied:
            if part.kind != "bank" or part.entry_id is None:
                continue
            entry = banks[part.entry_id]
            yield BankClosing(
                number=line.number,
                entry_id=entry.id,
                document_no=entry.document_no,
                bank_id=entry.bank_id,
                open=entry.open,
                remaining=entry.remaining,
                amount=part.amount,
                statement_no=journal.statement_no,
                statement_line_no=line.number,
                closed_at=journal.statement_date,
            )
