"""Deleting and posting the same journal at once wait for each other instead of deadlocking."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from payments.reconciliation.discard import discard
from tests.payments.reconciliation.camt import Money


def test_the_setup_is_locked_before_the_journal_as_in_posting(house, journal_of):
    journal = journal_of(Money("10.00"))
    with CaptureQueriesContext(
        connection,
    ) as ran:
        discard(journal.pk, journal.version)
    locks = [query["sql"] for query in ran if "FOR NO KEY UPDATE" in query["sql"]]
    assert "bankreconciliationsetup" in locks[0]
    assert "reconciliationjournal" in locks[1]
