"""What stays after posting: copies if the batch keeps them. Posted ticks go."""

from collections.abc import Mapping, Sequence

from ledger.posting import Written
from ledger.posting.for_sources import Drawn, Query, run
from payments.journal.values import Journal, Line
from payments.registration.posting.values import Registration

_COPIES = """
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
INSERT INTO payments_postedjournalline
    (journal_id, line_no, ledger_transaction_id, posting_date, document_date, document_type,
     document_no, external_document_no, account_type, account_no, account_name, balancing_type,
     balancing_no, description, currency_id, factor, amount, amount_lcy,
     applied_document_numbers, discount_percent, on_hold, payment_reference)
SELECT head.id, w.line_no, w.transaction_id, w.day, w.day, w.document_type, w.document_no,
       w.external_no, 'customer', w.customer_no, w.name, %s, %s, w.name, w.currency, w.factor,
       w.amount, w.amount_lcy, w.applied, 0, '', ''
FROM head
CROSS JOIN unnest(%s::int[], %s::bigint[], %s::date[], %s::text[], %s::text[], %s::text[],
                  %s::text[], %s::text[], %s::text[], %s::numeric[], %s::numeric[],
                  %s::numeric[], %s::text[])
           AS w(line_no, transaction_id, day, document_type, document_no, external_no,
                customer_no, name, currency, factor, amount, amount_lcy, applied)
"""

_UNTICK = "DELETE FROM payments_registrationline WHERE id = ANY(%s)"
_NEXT_VERSION = "UPDATE payments_registrationsetup SET version = version + 1 WHERE id = %s"


def settle_registration(
    setup_id: int,
    journal: Journal,
    registration: Registration,
    places: Mapping[int, int],
    numbers: Mapping[int, str | Drawn],
    written: Written,
    user_id: int | None,
) -> None:
    """Copies of the lines, ticks taken away, and the setup's next version.

    `places` and `numbers` give, by line number, the place of the line's transaction in the
    request and its document number.
    """
    if journal.keeps_copies:
        rows = [
            _copy(line, journal, registration, places, numbers, written)
            for line in journal.lines
        ]
        head = (written.register_id, len(rows), user_id, journal.id)
        account = (registration.account.kind, registration.account_label)
        columns = [list(column) for column in zip(*rows, strict=True)]
        run(Query(_COPIES, (*head, *account, *columns)))
    run(Query(_UNTICK, ([one.id for one in registration.paid],)))
    run(Query(_NEXT_VERSION, (setup_id,)))


def _copy(
    line: Line,
    journal: Journal,
    registration: Registration,
    places: Mapping[int, int],
    numbers: Mapping[int, str | Drawn],
    written: Written,
) -> Sequence[object]:
    number = numbers[line.number]
    party = registration.parties[line.account.id or 0]
    applied = (line.applies_to, *line.marks) if line.applies_to else line.marks
    documents = [journal.known.entries[one.key].document_no for one in applied if one]
    return (
        line.number * 10_000,
        written.transactions[places[line.number]],
        line.posting_date,
        line.document_type,
        written.numbers[number] if isinstance(number, Drawn) else number,
        line.external_document_no,
        party.no,
        party.name[:100],
        line.currency.code,
        line.factor,
        line.amount,
        line.amount_lcy,
        ", ".join(documents),
    )
