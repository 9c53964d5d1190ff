"""A thousand entries in one set: time linear in their number, statements constant."""

import sys
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.books import check_books
from ledger.models import CustomerLedgerEntry
from ledger.posting import post
from ledger.posting.for_sources import Acceptance, Application
from ledger.posting.work_out import work_out
from tests.ledger.applying.actions import apply_command, payment
from tests.ledger.posting.paying import Line, paying
from tests.ledger.posting.requests import (
    ACCOUNTS,
    account_line,
    open_entry,
    party,
    party_line,
    request_of,
)


def steps_for(count):
    """How many functions of ours are called to work out a set of that size."""
    entries = [
        open_entry("10", id=n, document_no=f"INV{n}", max_tolerance=Decimal("0.10"))
        for n in range(1, count + 1)
    ]
    line = party_line(
        f"-{count * 10}", party=party(accounts=ACCOUNTS), tolerance=Acceptance(),
        applies=tuple(Application(entry=entry) for entry in entries),
    )  # fmt: skip
    request = request_of(line, account_line(str(count * 10)))
    calls = 0

    def count_call(frame, event, argument):
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count_call)
    try:
        work_out(request)
    finally:
        sys.setprofile(None)
    return calls


def test_working_out_a_set_takes_steps_linear_in_its_size():
    few, many = steps_for(100), steps_for(1_000)
    assert many < 10.5 * few


def test_a_thousand_entries_take_as_many_statements_as_three_hundred(house):
    customer = house.customer()
    lines = [Line(customer.pk, "10", document_type="invoice") for _ in range(1_300)]
    post(paying("INV", *lines, bank_id=house.bank.pk))
    invoices = list(CustomerLedgerEntry.objects.order_by("id"))
    counts = []
    for size, part in ((300, invoices[:300]), (1_000, invoices[300:])):
        paid = payment(house, customer, f"-{size * 10}", f"P{size}")
        command = apply_command(paid, *part)
        with CaptureQueriesContext(connection) as captured:
            post(command)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 25
    assert not CustomerLedgerEntry.objects.filter(open=True).exists()
    assert check_books() == []
