"""Copies of lines that were never saved, for sources that post on the journal's functions."""

from collections.abc import Mapping, Sequence

from ledger.posting import Written
from ledger.posting.for_sources import Drawn, Query, run
from payments.journal.values import Journal, Line, Side

# Parameters: register, number of lines, user, batch.
POSTED_HEAD = """
WITH head AS (
    INSERT INTO payments_postedjournal
        (register_id, batch_id, template_code, batch_name, description, reason_code,
         line_count, posted_by_id, posted_at)
    SELECT %s::bigint, b.id, t.code, b.name, b.description, b.reason_code, %s::int,
           %s::bigint, clock_timestamp()
    FROM payments_journalbatch b JOIN payments_journaltemplate t ON t.id = b.template_id
    WHERE b.id = %s
    RETURNING id
)
"""

_COPIES = f"""
{POSTED_HEAD}INSERT INTO payments_postedjournalline
    (journal_id, line_no, ledger_transaction_id, posting_date, document_date, document_type,
     document_no, external_document_no, account_type, account_no, account_name, balancing_type,
     balancing_no, description, currency_id, factor, amount, amount_lcy,
     applied_document_numbers, discount_percent, on_hold, payment_reference)
SELECT head.id, w.line_no, w.transaction_id, w.day, w.day, w.document_type, w.document_no,
       w.external_no, w.account_type, w.account_no, w.account_name, w.balancing_type,
       w.balancing_no, w.description, w.currency, w.factor, w.amount, w.amount_lcy, w.applied,
       0, '', ''
FROM head
CROSS JOIN unnest(%s::int[], %s::bigint[], %s::date[], %s::text[], %s::text[], %s::text[],
                  %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
                  %s::text[], %s::numeric[], %s::numeric[], %s::numeric[], %s::text[])
           AS w(line_no, transaction_id, day, document_type, document_no, external_no,
                account_type, account_no, account_name, balancing_type, balancing_no,
                description, currency, factor, amount, amount_lcy, applied)
"""


def keep_copies(
    journal: Journal,
    places: Mapping[int, int],
    numbers: Mapping[int, str | Drawn],
    written: Written,
    user_id: int | None,
) -> None:
    """A posted journal with every line, if the batch keeps copies; one statement.

    `places` and `numbers` give, by line number, the place of the line's transaction in the
    request and its document number.
    """
    if not journal.keeps_copies:
        return
    rows = [_copy(line, journal, places, numbers, written) for line in journal.lines]
    head = (written.register_id, len(rows), user_id, journal.id)
    run(Query(_COPIES, (*head, *(list(column) for column in zip(*rows, strict=True)))))


def _copy(
    line: Line,
    journal: Journal,
    places: Mapping[int, int],
    numbers: Mapping[int, str | Drawn],
    written: Written,
) -> Sequence[object]:
    number = numbers[line.number]
    applied = (line.applies_to, *line.marks) if line.applies_to else line.marks
    documents = [journal.known.entries[one.key].document_no for one in applied]
    return (
        line.number * 10_000,
        written.transactions[places[line.number]],
        line.posting_date,
        line.document_type,
        written.numbers[number] if isinstance(number, Drawn) else number,
        line.external_document_no,
        line.account.kind,
        *_named(journal, line.account),
        line.balancing.kind,
        _named(journal, line.balancing)[0] if line.balancing.is_given else "",
        line.description,
        line.currency.code,
        line.factor,
        line.amount,
        line.amount_lcy,
        ", ".join(documents),
    )


def _named(journal: Journal, side: Side) -> tuple[str, str]:
    """Number and name of an account of any kind."""
    known = journal.known
    if side.is_party:
        party = known.parties[(side.kind, side.id or 0)]
        return party.no, party.name[:100]
    if side.kind == "bank":
        bank = known.banks[side.id or 0]
        return bank.code, bank.name
    account = known.accounts[side.id or 0]
    return account.no, account.name
