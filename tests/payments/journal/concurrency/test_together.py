"""Ten clerks, two batches, a killed worker with 10,000 lines: every payment is posted once."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.books import check_books
from ledger.models import CustomerLedgerEntry, Register
from ledger.posting import PostingRefused, post
from payments.journal.posting import post_batch
from payments.models import JournalLine, PostedJournalLine
from tests.builders import TODAY
from tests.payments.journal.builders import line_of, paid_in_bulk, paying, receipts
from tests.plugins.databases import until_alone

pytestmark = pytest.mark.committing
LINES = 10_000
STATEMENTS_A_LINE = 0.05
MOST_KIB = 300 * 1024


def command_of(batch):
    batch.refresh_from_db()
    return post_batch(batch.pk, version=batch.version, user_id=None, today=TODAY)


def payments():
    return CustomerLedgerEntry.objects.filter(document_type="payment")


def test_ten_clerks_posting_one_batch_write_one_register(committed_house, run_together):
    batch = receipts(committed_house)
    invoice = committed_house.invoice_of("500.00")
    line_of(batch, committed_house, invoice.customer, "-500.00", **paying(invoice))
    command = command_of(batch)
    outcomes = run_together(10, lambda: post(command).pk)
    assert len(set(outcomes)) == 1
    assert payments().count() == 1
    assert check_books() == []


def test_two_batches_paying_one_invoice_and_the_second_is_told(committed_house, run_together):
    invoice = committed_house.invoice_of("500.00")
    commands = []
    for name in ("ONE", "TWO"):
        batch = receipts(committed_house, name)
        line_of(batch, committed_house, invoice.customer, "-500.00", **paying(invoice))
        commands.append(command_of(batch))
    outcomes = run_together(2, lambda command: post(command).pk, commands)
    [refused] = [outcome for outcome in outcomes if isinstance(outcome, PostingRefused)]
    [refusal] = refused.refusals
    assert refusal.line == 10_000
    assert invoice.document_no in refusal.message
    assert payments().count() == 1
    assert JournalLine.objects.count() == 1
    assert check_books() == []


def test_a_part_paid_while_an_accepted_difference_is_posted_is_never_written_off(
    committed_house, run_together
):
    committed_house.company.payment_tolerance_max = 5
    committed_house.company.payment_tolerance_warning = True
    committed_house.company.save()
    invoice = committed_house.invoice_of("500.00")
    commands = []
    for name, amount in (("SHORT", "-496"), ("PART", "-1")):
        batch = receipts(committed_house, name)
        line_of(batch, committed_house, invoice.customer, amount, **paying(invoice))
        commands.append(command_of(batch))
    held = JournalLine.objects.filter(amount=-496)
    held.update(accept_tolerance=True, answered={"tolerance": "4"})
    outcomes = run_together(2, lambda command: post(command).pk, commands)
    [refused] = [outcome for outcome in outcomes if isinstance(outcome, PostingRefused)]
    invoice.refresh_from_db()
    if outcomes.index(refused) == 0:
        assert "is about 3.00 EUR now" in str(refused)
        assert held.get().answered == {"tolerance": "4"}
        assert invoice.remaining == 499
    else:
        assert invoice.document_no in str(refused)
        assert invoice.remaining == 0
    assert check_books() == []


# Posts like everybody, but stops once every row is written and before the commit.
VICTIM = """
import sys, time
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from payments.journal.posting import JournalPosting, post_batch
from ledger.posting import post
from ledger.posting.for_sources import Query, fetch
from tests.builders import TODAY

settle = JournalPosting.settle
def settle_and_stop(self, written):
    settle(self, written)
    fetch(Query("SELECT 1"))  # everything before has reached the server
    # VmHWM, since ru_maxrss starts from the peak of the process that forked this one
    status = open("/proc/self/status").read()
    print(status.partition("VmHWM:")[2].split()[0], flush=True)
    time.sleep(120)
JournalPosting.settle = settle_and_stop
post(post_batch(int(sys.argv[2]), version=1, user_id=None, today=TODAY))
"""


def test_a_worker_killed_amid_10000_lines_leaves_nothing_and_the_retry_posts_once(
    committed_house, own_database
):
    batch = receipts(committed_house)
    paid_in_bulk(batch, committed_house, LINES)
    registers = Register.objects.count()
    assert _kill_when_written(own_database, batch.pk) <= MOST_KIB
    until_alone()

    assert Register.objects.count() == registers
    assert not payments().exists()
    assert not PostedJournalLine.objects.filter(document_type="payment").exists()
    assert JournalLine.objects.filter(batch=batch).count() == LINES
    batch.refresh_from_db()
    assert batch.version == 1

    command = command_of(batch)
    with CaptureQueriesContext(connection) as captured:
        first = post(command)
    assert len(captured) <= LINES * STATEMENTS_A_LINE
    assert post(command) == first
    assert payments().count() == LINES
    assert not CustomerLedgerEntry.objects.filter(open=True).exists()
    assert not JournalLine.objects.exists()
    assert check_books() == []


def _kill_when_written(database: str, batch_id: int) -> int:
    """Kill the posting process before its commit; gives its peak memory in KiB."""
    root = Path(settings.BASE_DIR)
    victim = subprocess.Popen(
        [sys.executable, "-c", VICTIM, database, str(batch_id)],
        cwd=root,
        env={
            **os.environ,
            "PYTHONPATH": str(root),
            "DJANGO_SETTINGS_MODULE": "arcore.settings",
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    assert victim.stdout is not None
    try:
        return int(victim.stdout.readline())
    finally:
        os.kill(victim.pid, signal.SIGKILL)
        victim.wait()
        victim.stdout.close()
