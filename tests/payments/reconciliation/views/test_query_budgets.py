"""Working through and looking back cost as many queries for few lines as for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.posting import post
from payments.models import BankStatement, PostedReconciliation
from payments.reconciliation.matching_run import apply_automatically
from payments.reconciliation.posting import post_journal
from tests.payments.reconciliation.camt import Money, camt, statement
from tests.payments.reconciliation.conftest import TODAY, import_content

FEW, MANY = 2, 45  # a page shows 50 rows; a further page costs one capped count
# Most statements of each page, session, user and permissions included. The preview asks all that
# posting asks; candidates are ranked by a matching run of the one line.
MOST = {
    "post": 22,
    "apply": 29,
    "applied": 26,
    "party": 27,
    "search": 11,
    "posted": 10,
    "statement": 10,
}


@pytest.fixture
def jane(client, accountant):
    client.force_login(accountant)
    return client


@pytest.fixture
def applied_journal(house, accountant):
    """A journal of so many lines, the first paying two invoices, each other one."""

    def build(count: int, number: int, opening: str):
        customer = house.customer(f"Fjordline {number}")
        invoices = [house.invoice_of("10.00", customer) for _ in range(count + 1)]
        both = f"{invoices[0].document_no} {invoices[1].document_no}"
        entries = [Money("20.00", both, customer.name)] + [
            Money("10.00", f"for {invoice.document_no}", customer.name)
            for invoice in invoices[2:]
        ]
        paper = statement(entries, number=number, opening=opening)
        content = camt(paper, message_id=f"M-{number}")
        journal = import_content(accountant, content).journals[0]
        apply_automatically(journal, accountant, TODAY, overwrite=True)
        journal.refresh_from_db()
        return journal

    return build


@pytest.fixture
def posted_from(accountant):
    """Post it and reconcile the bank."""

    def run(journal) -> PostedReconciliation:
        command = post_journal(
            journal,
            version=journal.version,
            user_id=accountant.pk,
            today=TODAY,
            reconcile=True,
            statement_date=journal.statement_date,
            ending_balance=journal.ending_balance,
        )
        return PostedReconciliation.objects.get(register=post(command))

    return run


def queries(client, address: str) -> int:
    """Statements of one page, asked twice so that caches are filled."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def before_posting(client, journal) -> dict[str, int]:
    line = journal.lines.earliest("line_no")
    by_hand = reverse("reconciliation:apply", args=[line.pk])
    pages = {
        "post": reverse("reconciliation:post", args=[journal.pk]),
        "apply": f"{by_hand}?of=all",
        "applied": f"{by_hand}?of=applied",
        "party": f"{by_hand}?of=party",
        "search": f"{by_hand}?q=fjord",
    }
    return {name: queries(client, address) for name, address in pages.items()}


def after_posting(client, posted) -> dict[str, int]:
    kept = BankStatement.objects.get(reconciliation=posted)
    return {
        "posted": queries(client, posted.get_absolute_url()),
        "statement": queries(client, kept.get_absolute_url()),
    }


def test_few_lines_and_many_ask_the_same_few_questions(jane, applied_journal, posted_from):
    counted = []
    for number, (count, opening) in enumerate(((FEW, "1000.00"), (MANY, "1030.00")), start=1):
        journal = applied_journal(count, number, opening)
        assert journal.lines.count() == count
        found = before_posting(jane, journal)
        found |= after_posting(jane, posted_from(journal))
        counted.append(found)
    few, many = counted
    assert many == few
    assert {name: count for name, count in few.items() if count > MOST[name]} == {}
