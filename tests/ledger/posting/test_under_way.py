"""Postings that began before a change of set-up are waited for."""

import threading

import pytest
from django.db import connection, connections, transaction

from arcore.company.models import Company
from ledger.models import CustomerLedgerEntry
from ledger.posting.under_way import wait_for_postings


def test_nobody_posts_nobody_waits(house):
    assert wait_for_postings(0)


@pytest.mark.committing
def test_a_posting_under_way_is_waited_for_and_told_when_it_does_not_end(committed_house):
    house = committed_house
    draft = house.draft(house.customer(), ("1", "100"))
    begun, may_end = threading.Event(), threading.Event()

    def post_slowly():
        try:
            with transaction.atomic():
                house.post_draft(draft)
                begun.set()
                may_end.wait(timeout=30)
        finally:
            connections.close_all()

    posting = threading.Thread(target=post_slowly)
    posting.start()
    assert begun.wait(timeout=30)
    Company.objects.update(payment_tolerance_max=5)
    assert not wait_for_postings(0)
    assert not CustomerLedgerEntry.objects.exists()
    may_end.set()
    assert wait_for_postings(30)
    assert CustomerLedgerEntry.objects.get().max_tolerance == 0  # now the run can find it
    posting.join()
    connection.close()
