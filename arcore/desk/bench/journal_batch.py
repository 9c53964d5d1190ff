"""A payment journal of applied payments: open invoices of history, each with a line that pays it."""

from django.db import connection, transaction

from arcore.desk.bench.history import fill_history
from arcore.desk.bench.house import DAY, BenchHouse
from ledger.models import CustomerLedgerEntry
from payments.models import JournalBatch, JournalTemplate

_LINES = """
INSERT INTO payments_journalline (batch_id, line_no, posting_date, document_date, document_type,
    document_no, external_document_no, account_type, customer_id, description, currency_id,
    factor, amount, amount_lcy, balancing_type, balancing_bank_id, applies_to_customer_entry_id,
    discount_percent, on_hold, payment_reference, accept_tolerance, accept_late,
    answered, recurring_method, frequency, token, version)
SELECT %(batch)s, row_number() OVER (ORDER BY e.id), %(day)s, %(day)s, 'payment',
    'PAY' || e.id, '', 'customer', e.customer_id, '', 'EUR', 1, -e.remaining, -e.remaining, 'bank',
    %(bank)s, e.id, 0, '', '', false, '{}', '{}', '', '', '', 1
FROM ledger_customerledgerentry e
WHERE e.id = ANY(%(entries)s)
"""


def open_invoices(house: BenchHouse, count: int) -> list[int]:
    """Ids of that many open invoices; history grows as they are paid."""
    made = CustomerLedgerEntry.objects.filter(source="history").count()
    found = CustomerLedgerEntry.objects.filter(source="history", open=True).order_by("id")
    if (left := found.count()) < count:
        fill_history(house, made + count - left)
    return list(found.values_list("pk", flat=True)[:count])


def make_batch(house: BenchHouse, entry_ids: list[int], name: str) -> JournalBatch:
    """A batch without copies whose lines pay these invoices into the bank, one each."""
    template, _made = JournalTemplate.objects.get_or_create(
        code="BENCH", defaults={"name": "Bench", "source_code": "BENCH"}
    )
    with transaction.atomic(), connection.cursor() as cursor:
        batch = JournalBatch.objects.create(template=template, name=name, copy_to_posted=False)
        cursor.execute(
            _LINES,
            {"batch": batch.pk, "day": DAY, "bank": house.bank.pk, "entries": entry_ids},
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE payments_journalline, ledger_customerledgerentry")
    return batch
