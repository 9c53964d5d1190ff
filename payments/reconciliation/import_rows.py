"""The lines of a file as rows, copied in bulk: memory stays bounded whatever the file's size."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from payments.models import ImportedLine, ImportedStatement, ReconciliationJournal
from payments.statements.parsed import ParsedLine

_SAME_NAME = (
    "sequence", "entry", "booking_date", "value_date", "amount", "currency", "original_amount",
    "original_currency", "exchange_rate", "charge_amount", "is_reversal", "status",
    "bank_transaction_code", "proprietary_code", "counterparty_name", "counterparty_account",
    "counterparty_bic", "counterparty_address", "counterparty_city", "counterparty_country",
    "ultimate_counterparty_name", "remittance_text", "structured_reference",
    "structured_reference_kind", "end_to_end_id", "mandate_id", "instruction_id",
    "payment_information_id", "account_servicer_reference", "uetr", "return_reason",
    "return_text", "extra_text", "raw_fragment", "fingerprint", "from_batch", "batch_count",
    "running_balance",
)  # fmt: skip
_LIMITS = {
    field.name: field.max_length
    for field in ImportedLine._meta.fields
    if getattr(field, "max_length", None)
}
COLUMNS = (
    *_SAME_NAME,
    "statement_id",
    "bank_account_id",
    "charges",
    "document_numbers",
    "seen_before",
)


def copy_lines(
    statement: ImportedStatement, lines: Iterable[tuple[ParsedLine, bool]]
) -> Iterator[ParsedLine]:
    """Store the lines beside their statement; gives those that were imported before."""
    text = f"COPY payments_importedline ({', '.join(COLUMNS)}) FROM STDIN"
    connection.ensure_connection()
    marked: list[ParsedLine] = []
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:
        # Facts about seen lines are asked on this connection, so they come before the copy.
        for chunk in _chunks(lines):
            with cursor.copy(text) as copy:
                for line, seen in chunk:
                    copy.write_row(_row(statement, line, seen=seen))
                    if seen:
                        marked.append(line)
    yield from marked


def _chunks(
    lines: Iterable[tuple[ParsedLine, bool]], size: int = 5_000
) -> Iterator[list[tuple[ParsedLine, bool]]]:
    chunk: list[tuple[ParsedLine, bool]] = []
    for item in lines:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _row(statement: ImportedStatement, line: ParsedLine, *, seen: bool) -> tuple[Any, ...]:
    charges = [
        {
            "amount": str(charge.amount),
            "currency": charge.currency,
            "included": charge.included,
            "kind": charge.kind,
        }
        for charge in line.charges
    ]
    return (
        *(_cut(name, getattr(line, name)) for name in _SAME_NAME),
        statement.pk,
        statement.bank_account_id,
        _json(charges),
        _json(list(line.document_numbers)),
        seen,
    )


def _cut(name: str, value: Any) -> Any:
    """No text is longer than its column; NUL can't be stored at all."""
    if not isinstance(value, str):
        return value
    value = value.replace("\x00", "")
    limit = _LIMITS.get(name)
    return value[:limit] if limit else value


def _json(value: Any) -> str:
    import json

    return json.dumps(value)


_JOURNAL_LINES = """
INSERT INTO payments_reconciliationline
    (journal_id, line_no, imported_line_id, transaction_date, value_date, amount, text,
     additional_info, related_party_name, related_party_address, related_party_city,
     related_party_account, payment_reference, transaction_id, end_to_end_id, fingerprint,
     bank_transaction_code, is_reversal, document_no, account_type, applied_amount,
     applied_count, confidence, score, review_required, match_details, version, last_change)
SELECT %s, row_number() OVER (ORDER BY i.sequence), i.id, i.booking_date, i.value_date,
       i.amount, left(i.remittance_text, 2000), left(i.extra_text, 2000), i.counterparty_name,
       i.counterparty_address, i.counterparty_city, i.counterparty_account,
       i.structured_reference, coalesce(nullif(i.end_to_end_id, ''),
       i.account_servicer_reference), i.end_to_end_id, i.fingerprint,
       left(coalesce(nullif(i.bank_transaction_code, ''), i.proprietary_code), 70),
       i.is_reversal, '', '', 0, 0, 0, 0, false, '{}'::jsonb, 1, ''
FROM payments_importedline i
WHERE i.statement_id = %s AND NOT i.seen_before AND i.amount <> 0
ORDER BY i.sequence
"""


def make_journal_lines(journal: ReconciliationJournal, statement: ImportedStatement) -> int:
    """Journal lines for what is new in the statement; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(_JOURNAL_LINES, [journal.pk, statement.pk])
        return cursor.rowcount
