"""kill -9 of the posting process in the middle leaves nothing; the retry posts once."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from arcore.company.models import NumberSeries
from ledger.books import check_books
from ledger.documents.posting import post_documents
from ledger.models import CustomerLedgerEntry, PostedInvoice, Register
from ledger.posting import post
from tests.builders import TODAY
from tests.plugins.databases import until_alone

pytestmark = pytest.mark.committing

# Posts like everybody, but stops once every row is written and before the commit.
VICTIM = """
import sys, time
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from ledger.documents.posting import post_documents
from ledger.documents.posting.source import SalesPosting
from ledger.posting import post
from ledger.posting.for_sources import Query, fetch
from tests.builders import TODAY

settle = SalesPosting.settle
def settle_and_stop(self, written):
    settle(self, written)
    fetch(Query("SELECT 1"))  # everything before has reached the server
    print("written", flush=True)
    time.sleep(120)
SalesPosting.settle = settle_and_stop
post(post_documents({int(sys.argv[2]): 1}, user_id=None, today=TODAY))
"""


def test_a_killed_posting_leaves_nothing_and_the_retry_posts_once(
    committed_house, own_database
):
    draft = committed_house.draft(committed_house.customer(), ("3", "100"))
    root = Path(settings.BASE_DIR)
    victim = subprocess.Popen(
        [sys.executable, "-c", VICTIM, own_database, str(draft.pk)],
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
        assert victim.stdout.readline() == "written\n"
    finally:
        os.kill(victim.pid, signal.SIGKILL)
        victim.wait()
        victim.stdout.close()
    until_alone()

    assert not Register.objects.exists()
    assert not CustomerLedgerEntry.objects.exists()
    assert NumberSeries.objects.get(code="PS-INV").last_number == 0
    draft.refresh_from_db()
    assert (draft.status, draft.version) == ("open", 1)

    command = post_documents({draft.pk: 1}, user_id=None, today=TODAY)
    assert post(command).pk == post(command).pk
    assert PostedInvoice.objects.get().no == "INV00001"
    assert check_books() == []
