"""manage.py demo: what it prints, that it repeats itself, and when it refuses."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from arcore.company.models import User
from customers.models import Customer
from ledger.models import CustomerLedgerEntry


def load() -> tuple[str, str]:
    """Output and progress of the command, for the smallest company of one day."""
    out, err = StringIO(), StringIO()
    arguments = ("--today", "2026-03-18", "--scale", "0.02")
    call_command("demo", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def everything(state: Path) -> tuple[list, list, list[bytes]]:
    """Posted entries, cards and statement files of a company that is taken back again."""
    with transaction.atomic():
        load()
        entries = CustomerLedgerEntry.objects.order_by("pk").values_list(
            "document_no", "customer__no", "amount", "remaining", "due_date"
        )
        cards = Customer.objects.order_by("no").values_list("no", "name", "blocked")
        files = sorted((state / "demo-statements").glob("*.xml"))
        found = list(entries), list(cards), [path.read_bytes() for path in files]
        transaction.set_rollback(True)
    return found


@pytest.fixture
def state(db, settings, tmp_path) -> Path:
    settings.STATE_DIR = tmp_path
    return tmp_path


def test_people_passwords_and_files_are_printed_and_progress_goes_elsewhere(state):
    printed, progress = load()
    for word in ("clara", "andre", "astrid", "admin", "arcore-demo-2026", "2-messy.xml"):
        assert word in printed
    assert "Customers and vendors ..." in progress
    assert "Customers ..." not in printed


def test_the_same_day_and_seed_give_the_same_company(state):
    first, second = everything(state), everything(state)
    assert first[0]
    assert first == second


def test_a_used_database_is_refused_politely(state):
    User.objects.create_user("somebody", password="correct horse battery")
    with pytest.raises(CommandError, match="--reset"):
        load()
    assert not Customer.objects.exists()


def test_a_day_that_is_none_is_refused(state):
    with pytest.raises(CommandError, match="today"):
        call_command("demo", "--today", "2026-02-30", stdout=StringIO(), stderr=StringIO())
    assert not User.objects.exists()
