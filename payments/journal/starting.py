"""What a new line starts with: what the last one had, else what batch and template say."""

from datetime import date
from typing import Any

from ledger.models import DocumentType
from payments.journal.numbering import proposed_number, still_open
from payments.journal.versions import LINES
from payments.models import AccountType, JournalBatch, JournalLine, JournalTemplate


def start_of_line(batch: JournalBatch, today: date) -> dict[str, Any]:
    """Date, type and accounts of the next line; the number of its document.

    A line behind one whose document is still out of balance belongs to that document.
    """
    last = LINES.filter(batch=batch).order_by("-line_no").first()
    if last is not None:
        last.batch = batch
    found = {
        "posting_date": (last and last.posting_date) or today,
        "document_no": proposed_number(batch, last),
        **(_like(last) if last is not None else _first(batch)),
    }
    if last is None or not still_open(last):
        kind, row = balancing_of(batch)
        found |= {"balancing_type": kind, "balancing": row}
    return found


def balancing_of(batch: JournalBatch) -> tuple[str, Any]:
    """Type and row of the balancing account: the batch's, else the template's."""
    for one in (batch, batch.template):
        if one.balancing_type:
            return one.balancing_type, one.balancing_side
    return AccountType.NONE, None


def _like(last: JournalLine) -> dict[str, Any]:
    return {
        "document_type": last.document_type,
        "account_type": last.account_type,
        "currency": last.currency_id,
        "recurring_method": last.recurring_method,
        "frequency": last.frequency,
    }


def _first(batch: JournalBatch) -> dict[str, Any]:
    receipts = batch.template.kind == JournalTemplate.Kind.CASH_RECEIPTS
    return {
        "document_type": DocumentType.PAYMENT if receipts else DocumentType.BLANK,
        "account_type": AccountType.CUSTOMER if receipts else AccountType.ACCOUNT,
    }
