"""The demo company as a whole."""

import pytest
from django.db.models import Q

from arcore.desk.demo import DatabaseNotEmpty, load_demo
from customers.models import Customer
from ledger.books import check_books
from ledger.models import (
    CustomerLedgerEntry,
    PostedCreditMemo,
    PostedInvoice,
    PostedReturnReceipt,
    PostedShipment,
    SalesDocument,
    SalesLine,
)
from payments.models import (
    BankReconciliationSetup,
    BankStatement,
    ReconciliationJournal,
)


def test_the_books_hold(demo):
    assert check_books() == []


def test_there_is_history_of_every_kind(demo):
    assert Customer.objects.count() >= 30
    posted = (PostedInvoice, PostedShipment, PostedCreditMemo, PostedReturnReceipt)
    for model in (*posted, BankStatement):
        assert model.objects.exists(), model.__name__
    paid_at_once = CustomerLedgerEntry.objects.filter(
        document_type="invoice", payment_method__code__in=("CASH", "CARD")
    )
    assert paid_at_once.exists()
    assert not paid_at_once.filter(open=True).exists()
    assert CustomerLedgerEntry.objects.filter(details__entry_type="discount").exists()


def test_orders_went_out_in_parts(demo):
    orders = PostedShipment.objects.values_list("source_document_id", flat=True)
    assert len(orders) > len(set(orders))


def test_some_customers_are_overdue_and_most_are_not(demo):
    invoices = CustomerLedgerEntry.objects.filter(document_type="invoice")
    overdue = invoices.filter(open=True, due_date__lt=demo.today)
    assert 3 <= overdue.count() < invoices.count() / 3


def test_nothing_happened_after_today(demo):
    late = Q(posting_date__gte=demo.today)
    assert not CustomerLedgerEntry.objects.filter(late).exists()
    assert not PostedShipment.objects.filter(late).exists()
    assert not PostedReturnReceipt.objects.filter(late).exists()


def test_documents_of_every_type_are_in_preparation(demo):
    waiting = SalesDocument.objects.filter(status__in=("open", "released"))
    types = set(waiting.values_list("type", flat=True))
    assert types == set(SalesDocument.Type.values)
    assert waiting.filter(type="order", status="released").exists()


def test_returns_are_there_in_every_state(demo):
    lines = SalesLine.objects.filter(
        document__type="return_order", returned_line__isnull=False
    ).values_list("document__status", "quantity", "shipped", "invoiced")
    found = {
        (status, _share(received, quantity), _share(credited, received))
        for status, quantity, received, credited in lines
    }
    assert found >= {
        ("open", "none", "none"),
        ("released", "none", "none"),
        ("released", "some", "none"),
        ("released", "some", "some"),
        ("released", "all", "none"),
        ("posted", "all", "all"),
    }


def _share(part, whole):
    return "none" if not part else "all" if part == whole else "some"


def test_no_journal_is_open_and_each_account_knows_its_balance(demo):
    assert not ReconciliationJournal.objects.exists()
    balances = BankReconciliationSetup.objects.values_list(
        "bank_account__code", "balance_last_statement"
    )
    assert all(balance > 0 for _code, balance in balances)


def test_a_used_database_is_refused(demo):
    with pytest.raises(DatabaseNotEmpty, match="--reset"):
        load_demo(demo.today)
