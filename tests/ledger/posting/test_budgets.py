"""How many statements a posting sends: few, and the same for many lines or documents."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.books import check_books
from ledger.documents.posting import post_documents
from ledger.models import (
    CustomerLedgerEntry,
    DetailedCustomerEntry,
    GeneralLedgerEntry,
    PostedInvoice,
    Transaction,
)
from ledger.posting import post
from tests.builders import TODAY

ONE_POSTING = 14
DIRECT = 6  # claim, lock, two reads, draw, write with its copies


def statements(command):
    with CaptureQueriesContext(connection) as captured:
        post(command)
    return [
        query["sql"]
        for query in captured.captured_queries
        if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))
    ]


def posting(*drafts):
    versions = {draft.pk: draft.version for draft in drafts}
    return post_documents(versions, user_id=None, today=TODAY)


@pytest.mark.parametrize("kind", ["invoice", "order", "credit_memo", "return_order"])
def test_one_document_takes_few_statements_whatever_its_length(house, kind):
    counts = []
    for lines in (1, 2, 60):
        draft = house.draft(house.customer(), *[("1", "10")] * lines, kind=kind)
        counts.append(len(statements(posting(draft))))
    assert max(counts) <= (DIRECT if kind in ("invoice", "credit_memo") else ONE_POSTING)
    assert len(set(counts)) == 1


def test_a_batch_takes_as_many_for_150_documents_as_for_300(house):
    customers = [house.customer(f"Customer {n}") for n in range(5)]

    def batch(size):
        drafts = [house.draft(customers[n % 5], ("1", "10"), ("2", "5")) for n in range(size)]
        found = statements(posting(*drafts))
        assert any(sql.startswith("COPY") for sql in found)
        return len(found)

    few, many = batch(150), batch(300)
    assert few == many <= 20
    assert PostedInvoice.objects.count() == 450
    assert check_books() == []


ROWS: dict[Any, tuple[str, ...]] = {
    CustomerLedgerEntry: ("document_no", "transaction_id", "customer_id", "closed_by_id"),
    DetailedCustomerEntry: (
        "document_no", "transaction_id", "customer_id", "entry_id", "applied_entry_id",
        "application_no",
    ),
    GeneralLedgerEntry: ("document_no", "transaction_id"),
    Transaction: ("document_no", "register_id"),
}  # fmt: skip


def written(register):
    """Every column of every row but numbers that differ between two postings."""
    found = {}
    for model, own in ROWS.items():
        path = "register" if model is Transaction else "transaction__register"
        rows = model.objects.filter(**{path: register}).order_by("id").values()
        found[model.__name__] = [
            {k: v for k, v in row.items() if k not in (*own, "id")} for row in rows
        ]
    return found


def test_copy_and_one_statement_write_the_same_rows(house, monkeypatch):
    def drafts():
        made = []
        for kind in ("invoice", "credit_memo", "order", "return_order"):
            customer = house.customer()
            entry = house.invoice_of("500.00", customer)
            fields = {"applies_to": entry} if kind in ("credit_memo", "return_order") else {}
            made.append(house.draft(customer, ("3", "33.335"), kind=kind, **fields))
        cash = house.accounts["cash"]
        return [*made, house.draft(house.customer(), balancing_account=cash)]

    small = written(post(posting(*drafts())))
    monkeypatch.setattr("ledger.posting.write.MOST_IN_ONE_STATEMENT", 0)
    large = written(post(posting(*drafts())))
    assert small == large
    assert check_books() == []
