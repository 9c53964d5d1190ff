"""What stays after posting: copies if the batch keeps them, recurring lines with their next date.

Set-based: the number of statements does not depend on the number of lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import astuple

from ledger.posting import Written
from ledger.posting.for_sources import Drawn, Query, run
from payments.journal.posting.copies import POSTED_HEAD
from payments.journal.recurring import advance
from payments.journal.values import Journal, Line

_COPIES = f"""
{POSTED_HEAD}INSERT INTO payments_postedjournalline
    (journal_id, line_no, ledger_transaction_id, posting_date, document_date, document_type,
     document_no, external_document_no, account_type, account_no, account_name,
     balancing_type, balancing_no, description, currency_id, factor, amount, amount_lcy,
     applied_document_numbers, posting_group, due_date, discount_percent, discount_date,
     payment_method_id, on_hold, payment_reference)
SELECT head.id, l.line_no, w.transaction_id, l.posting_date,
       coalesce(l.document_date, l.posting_date), l.document_type, w.document_no,
       l.external_document_no, l.account_type,
       coalesce(g.no, c.no, v.no, k.code), coalesce(g.name, c.name, v.name, k.name),
       l.balancing_type, coalesce(bg.no, bc.no, bv.no, bk.code, ''), w.description,
       l.currency_id, coalesce(l.factor, 1), w.amount, w.amount_lcy,
       coalesce(ce.document_no, ve.document_no, marks.numbers, ''),
       coalesce(cg.code, vg.code, ''), l.due_date,
       l.discount_percent, l.discount_date, l.payment_method_id, l.on_hold,
       l.payment_reference
FROM head
CROSS JOIN unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::numeric[],
                  %s::numeric[])
           AS w(line_id, transaction_id, document_no, description, amount, amount_lcy)
JOIN payments_journalline l ON l.id = w.line_id
LEFT JOIN ledger_glaccount g ON g.id = l.account_id
LEFT JOIN customers_customer c ON c.id = l.customer_id
LEFT JOIN ledger_vendor v ON v.id = l.vendor_id
LEFT JOIN ledger_bankaccount k ON k.id = l.bank_id
LEFT JOIN ledger_glaccount bg ON bg.id = l.balancing_account_id
LEFT JOIN customers_customer bc ON bc.id = l.balancing_customer_id
LEFT JOIN ledger_vendor bv ON bv.id = l.balancing_vendor_id
LEFT JOIN ledger_bankaccount bk ON bk.id = l.balancing_bank_id
LEFT JOIN ledger_customerledgerentry ce ON ce.id = l.applies_to_customer_entry_id
LEFT JOIN ledger_vendorledgerentry ve ON ve.id = l.applies_to_vendor_entry_id
LEFT JOIN customers_customerpostinggroup cg ON cg.id = l.customer_posting_group_id
LEFT JOIN ledger_vendorpostinggroup vg ON vg.id = l.vendor_posting_group_id
LEFT JOIN LATERAL (
    SELECT string_agg(coalesce(mc.document_no, mv.document_no), ', ' ORDER BY m.id) AS numbers
    FROM ledger_applicationmark m
    LEFT JOIN ledger_customerledgerentry mc ON mc.id = m.customer_entry_id
    LEFT JOIN ledger_vendorledgerentry mv ON mv.id = m.vendor_entry_id
    WHERE m.owner = 'journal-line:' || l.id
) marks ON true
"""

_UNMARK = """
DELETE FROM ledger_applicationmark
WHERE owner IN (SELECT 'journal-line:' || id FROM unnest(%s::bigint[]) AS id)
"""

_DELETE = "DELETE FROM payments_journalline WHERE id = ANY(%s)"

# A foreign line takes the rate of its next date.
_ADVANCE = """
UPDATE payments_journalline l
SET posting_date = n.posting_date, document_date = n.document_date, due_date = n.due_date,
    discount_date = n.discount_date, amount = n.amount, factor = r.factor,
    amount_lcy = round(n.amount * coalesce(r.factor, l.factor, 1), %s),
    applies_to_customer_entry_id = NULL, applies_to_vendor_entry_id = NULL,
    accept_tolerance = false, accept_late = '{}', answered = '{}',
    version = l.version + 1, changed_by_id = %s
FROM unnest(%s::bigint[], %s::date[], %s::date[], %s::date[], %s::date[], %s::numeric[])
     AS n(id, posting_date, document_date, due_date, discount_date, amount)
JOIN payments_journalline o ON o.id = n.id
LEFT JOIN LATERAL (
    SELECT 1::numeric AS factor WHERE o.currency_id = %s
    UNION ALL (
        SELECT round(x.relational_exchange_rate_amount / x.exchange_rate_amount, 9)
        FROM company_exchangerate x
        WHERE x.currency_id = o.currency_id AND x.starting_date <= n.posting_date
        ORDER BY x.starting_date DESC LIMIT 1
    )
    LIMIT 1
) r ON true
WHERE l.id = n.id
"""

_NEXT_VERSION = "UPDATE payments_journalbatch SET version = version + 1 WHERE id = %s"


def settle_journal(
    journal: Journal,
    transactions: Mapping[int, int],
    numbers: Mapping[int, str | Drawn],
    written: Written,
    user_id: int | None,
) -> None:
    """Keep copies, take marks and lines away, let recurring lines come again.

    `transactions` and `numbers` give, by line number, the place of the line's transaction in the
    request and its document number. A line that posted nothing (no balance to move) leaves no
    copy.
    """
    lines = journal.lines
    posted = [line for line in lines if line.number in transactions]
    if journal.keeps_copies and posted:
        run(Query(_COPIES, _copies(journal, posted, transactions, numbers, written, user_id)))
    ids = [line.id for line in lines]
    run(Query(_UNMARK, (ids,)))
    gone = [line.id for line in lines if not line.recurring_method]
    if gone:
        run(Query(_DELETE, (gone,)))
    _let_come_again(journal, user_id)
    run(Query(_NEXT_VERSION, (journal.id,)))


def _copies(
    journal: Journal,
    posted: Sequence[Line],
    transactions: Mapping[int, int],
    numbers: Mapping[int, str | Drawn],
    written: Written,
    user_id: int | None,
) -> tuple:
    final = [numbers[line.number] for line in posted]
    return (
        written.register_id,
        len(posted),
        user_id,
        journal.id,
        [line.id for line in posted],
        [written.transactions[transactions[line.number]] for line in posted],
        [written.numbers[no] if isinstance(no, Drawn) else no for no in final],
        [line.description for line in posted],
        [line.amount for line in posted],
        [line.amount_lcy for line in posted],
    )


def _let_come_again(journal: Journal, user_id: int | None) -> None:
    advanced = [astuple(advance(line)) for line in journal.lines if line.recurring_method]
    if advanced:
        columns = [list(column) for column in zip(*advanced, strict=True)]
        decimals = -int(journal.local.precision.as_tuple().exponent)
        run(Query(_ADVANCE, (decimals, user_id, *columns, journal.local.code)))
