"""How many statements a batch takes: few, and the same for many lines."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.books import check_books
from ledger.models import CustomerLedgerEntry
from ledger.posting import post
from payments.journal.posting import post_batch
from tests.builders import TODAY
from tests.payments.journal.builders import paid_in_bulk, receipts

ONE_BATCH = 35


def test_a_batch_takes_as_many_statements_for_150_lines_as_for_300(house):
    counts = []
    for size in (150, 300):
        batch = receipts(house, f"B{size}")
        paid_in_bulk(batch, house, size)
        house.customer()
        with CaptureQueriesContext(connection) as captured:
            post(post_batch(batch.pk, version=1, user_id=None, today=TODAY))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= ONE_BATCH
    assert not CustomerLedgerEntry.objects.filter(open=True).exists()
    assert check_books() == []
