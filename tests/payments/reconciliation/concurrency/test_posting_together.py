"""Ten clerks, two journals, a killed process: the books take every payment once."""

import os
import signal
import subprocess
import sys
import textwrap

import pytest
from django.db import connection

from ledger.books import check_books
from ledger.models import BankLedgerEntry, CustomerLedgerEntry, Register
from ledger.posting import PostingRefused, post
from payments.models import AppliedEntry, PostedReconciliation, ReconciliationJournal
from payments.reconciliation.apply_by_hand import tick
from payments.reconciliation.posting import post_journal
from payments.reconciliation.put_on_account import put_on_account
from tests.payments.reconciliation.camt import DAY, Money
from tests.payments.reconciliation.conftest import TODAY, import_entries
from tests.plugins.databases import until_alone

pytestmark = pytest.mark.committing


@pytest.fixture
def jane(committed_house):
    return committed_house.user("jane", "accountant")


def command_of(journal, user):
    journal.refresh_from_db()
    return post_journal(
        journal,
        version=journal.version,
        user_id=user.pk,
        today=TODAY,
        reconcile=False,
    )


def registers() -> int:
    return Register.objects.filter(source="reconciliation").count()


def books_hold() -> None:
    assert check_books() == []


def test_ten_clerks_posting_one_journal_write_one_register(committed_house, jane, run_together):
    journal = import_entries(jane, Money("500.00"))
    line = journal.lines.get()
    invoice = committed_house.invoice_of("500.00")
    tick(line.pk, 1, jane, kind="customer", entry_id=invoice.pk)
    command = command_of(journal, jane)
    outcomes = run_together(10, lambda: post(command).pk)
    assert len(set(outcomes)) == 1
    assert registers() == BankLedgerEntry.objects.count() == 1
    books_hold()


def test_two_journals_paying_one_invoice_and_the_second_is_told(
    committed_house, jane, run_together
):
    invoice = committed_house.invoice_of("500.00")
    commands = []
    for number in (1, 2):
        journal = import_entries(jane, Money("500.00", f"n{number}"), number=number)
        line = journal.lines.get()
        put_on_account(line.pk, 1, jane, kind="customer", party=invoice.customer)
        AppliedEntry.objects.filter(line=line).update(customer_entry=invoice)
        commands.append(command_of(journal, jane))
    outcomes = run_together(2, lambda command: post(command).pk, commands)
    refused = [outcome for outcome in outcomes if isinstance(outcome, PostingRefused)]
    assert len(refused) == 1
    [refusal] = refused[0].refusals
    assert refusal.line == 1
    assert invoice.document_no in refusal.message
    assert registers() == 1
    assert ReconciliationJournal.objects.count() == 1
    books_hold()


def test_two_clerks_changing_a_line_and_one_is_told(committed_house, jane, run_together):
    line = import_entries(jane, Money("500.00")).lines.get()
    parties = [committed_house.customer(), committed_house.customer()]
    outcomes = run_together(
        2, lambda party: put_on_account(line.pk, 1, jane, kind="customer", party=party), parties
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "ChangedMeanwhile",
        "NoneType",
    ]
    assert AppliedEntry.objects.filter(line=line).count() == 1


KILLED = """
import time
import django
django.setup()
from django.db import connection
from payments.reconciliation.posting import source
from payments.reconciliation.posting.source import post_journal
from payments.models import ReconciliationJournal
from ledger.posting import post
from datetime import date
real = source.settle_journal
def slow(*arguments):
    real(*arguments)
    print("written", flush=True)
    time.sleep(60)
source.settle_journal = slow
journal = ReconciliationJournal.objects.get()
post(post_journal(journal, version=journal.version, user_id=None, today=date(2026, 5, 5),
                  reconcile=True, statement_date=date(2026, 5, 4),
                  ending_balance=journal.ending_balance))
"""


def test_a_process_killed_in_the_middle_leaves_nothing_and_the_retry_posts_once(
    committed_house, jane, own_database
):
    journal = import_entries(jane, Money("500.00"))
    line = journal.lines.get()
    tick(line.pk, 1, jane, kind="customer", entry_id=committed_house.invoice_of("500.00").pk)
    settings = connection.settings_dict
    host = settings["HOST"] or settings["OPTIONS"].get("host", "")
    port = settings["PORT"] or settings["OPTIONS"].get("port", 5432)
    password = f":{settings['PASSWORD']}" if settings["PASSWORD"] else ""
    address = (
        f"postgresql://{settings['USER']}{password}@/{own_database}?host={host}&port={port}"
    )
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "arcore.settings",
    }
    killed = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(KILLED)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert killed.stdout is not None
    assert killed.stdout.readline().strip() == "written"
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    killed.stdout.close()
    until_alone()
    assert registers() == 0
    assert not PostedReconciliation.objects.exists()
    assert ReconciliationJournal.objects.filter(pk=journal.pk).exists()

    journal.refresh_from_db()
    command = post_journal(
        journal,
        version=journal.version,
        user_id=jane.pk,
        today=TODAY,
        reconcile=True,
        statement_date=DAY,
        ending_balance=journal.ending_balance,
    )
    first = post(command)
    assert post(command) == first
    assert registers() == 1
    assert CustomerLedgerEntry.objects.filter(document_type="payment").count() == 1
    books_hold()
