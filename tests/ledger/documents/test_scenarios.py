"""A seller's day: ship, invoice, undo, cancel in any order; the specification's own examples."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.documents.cancel import cancel_invoice
from ledger.documents.create import create_document
from ledger.documents.lines import LineInput
from ledger.documents.posting import undo_goods
from ledger.documents.quantities import set_to_ship
from ledger.models import (
    BankLedgerEntry,
    CustomerLedgerEntry,
    GeneralLedgerEntry,
    PostedCreditMemo,
    PostedInvoice,
    PostedShipment,
    PostedShipmentLine,
    SalesDocument,
)
from ledger.posting import PostingRefused, post
from tests.builders import TODAY

D = Decimal
Type = SalesDocument.Type


def order_of(house, quantity="10", **customer):
    typed = [LineInput(item=house.item, quantity=D(quantity), unit_price=D(100))]
    return create_document(
        Type.ORDER, house.customer(**customer), today=TODAY, user=None, lines=typed
    )


def line_of(order):
    line = order.lines.get()
    return tuple(int(n) for n in (line.shipped, line.invoiced, line.to_ship, line.to_invoice))


def totals_posted():
    return [
        (int(net), int(vat), int(gross))
        for net, vat, gross in PostedInvoice.objects.order_by("id").values_list(
            "total_net", "total_vat", "total_gross"
        )
    ]


def test_ten_at_a_hundred_as_the_specification_tells_it(house, guards_now):
    order = order_of(house)
    assert line_of(order) == (0, 0, 10, 10)
    order.lines.update(to_ship=4, to_invoice=3)
    house.post_draft(order)
    assert line_of(order) == (4, 3, 6, 7)
    assert totals_posted() == [(300, 60, 360)]
    house.post_draft(order, ship=False)
    assert line_of(order) == (4, 4, 6, 6)
    assert totals_posted()[1:] == [(100, 20, 120)]
    with pytest.raises(PostingRefused, match="Nothing to post"):
        house.post_draft(order, ship=False)
    house.post_draft(order)
    assert line_of(order) == (10, 10, 0, 0)
    assert totals_posted()[2:] == [(600, 120, 720)]
    order.refresh_from_db()
    assert order.status == "posted"
    shipped = PostedShipmentLine.objects.order_by("id").values_list("quantity", flat=True)
    assert list(shipped) == [4, 6]
    guards_now()


def general(*accounts):
    sums = dict.fromkeys((account.pk for account in accounts), D(0))
    for entry in GeneralLedgerEntry.objects.all():
        if entry.account_id in sums:
            sums[entry.account_id] += entry.amount
    return list(sums.values())


def test_cash_pays_in_the_same_transaction(house, guards_now):
    order = order_of(house, payment_method=house.cash_method)
    house.post_draft(order)
    guards_now()
    accounts = house.accounts
    assert general(accounts["receivables"], accounts["sales"], accounts["vat"], accounts["cash"]) == [
        0, -1000, -200, 1200,
    ]  # fmt: skip
    invoice, payment = CustomerLedgerEntry.objects.order_by("id")
    assert (invoice.document_no, invoice.open) == (payment.document_no, False)
    assert (payment.document_type, payment.remaining, payment.open) == ("payment", 0, False)
    assert invoice.transaction == payment.transaction
    assert not CustomerLedgerEntry.objects.overdue_on(TODAY + timedelta(days=999)).exists()


@pytest.mark.parametrize(
    ("days_late", "cash", "discount"), [(0, 1176, 24), (8, 1176, 24), (9, 1200, 0)]
)
def test_cash_in_time_is_net_of_discount(house, guards_now, days_late, cash, discount):
    order = order_of(house, payment_method=house.cash_method, payment_terms=house.terms)
    order.posting_date = TODAY + timedelta(days=days_late)
    order.save()
    house.post_draft(order)
    guards_now()
    accounts = house.accounts
    assert general(accounts["cash"], accounts["discount"], accounts["receivables"]) == [
        cash, discount, 0,
    ]  # fmt: skip


def test_each_partial_invoice_gets_its_own_payment(house, guards_now):
    order = order_of(house, payment_method=house.cash_method)
    order.lines.update(to_ship=4, to_invoice=4)
    house.post_draft(order)
    house.post_draft(order)
    guards_now()
    payments = CustomerLedgerEntry.objects.filter(document_type="payment")
    assert sorted(payments.values_list("amount", flat=True)) == [-720, -480]


def test_a_bank_account_gets_its_entry_and_a_credit_memo_refunds(house, guards_now):
    customer = house.customer()
    memo = house.draft(
        customer, ("1", "100"), kind=Type.CREDIT_MEMO, balancing_bank_account=house.bank
    )
    house.post_draft(memo)
    guards_now()
    assert BankLedgerEntry.objects.get().amount == -120
    refund = CustomerLedgerEntry.objects.get(document_type="refund")
    assert (refund.amount, refund.open) == (120, False)


def ship(house, order, units):
    line = order.lines.get()
    set_to_ship(Type.ORDER, line, min(D(units), line.quantity - line.shipped))
    line.save()
    house.post_draft(order, invoice=False)


def invoice(house, order, units):
    order.lines.update(to_invoice=units)
    house.post_draft(order, ship=False)


def undo(house, order, units):
    shipments = PostedShipment.objects.order_by("-id")
    for shipment in shipments[units % max(1, shipments.count()) :]:
        lines = [line.pk for line in shipment.lines.filter(undone_line=None)]
        post(undo_goods(shipment, lines, user_id=None, today=TODAY))
        return


def cancel(house, order, units):
    invoices = PostedInvoice.objects.order_by("id")
    if invoices.exists():
        one = invoices[units % invoices.count()]
        cancel_invoice(one.pk, today=TODAY, user=None)


STEPS = st.lists(
    st.tuples(st.sampled_from([ship, invoice, undo, cancel]), st.integers(1, 10)),
    min_size=1,
    max_size=7,
)


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_any_order_of_ship_invoice_undo_cancel_stays_consistent(house, guards_now, steps):
    from django.db import transaction

    with transaction.atomic():
        order = order_of(house)
        for step, units in steps:
            try:
                with transaction.atomic():
                    step(house, order, units)
            except PostingRefused:
                continue
            check_order(order)
        check_ledger(house)
        guards_now()
        transaction.set_rollback(True)


def check_order(order):
    line = order.lines.get()
    shipments = PostedShipmentLine.objects.filter(source_line=line)
    invoiced = PostedInvoice.objects.filter(source_document=order)
    assert line.shipped == sum(one.quantity for one in shipments)
    assert line.invoiced == sum(one.lines.get().quantity for one in invoiced)
    assert line.invoiced == sum(one.invoiced for one in shipments)
    assert 0 <= line.invoiced <= line.shipped <= line.quantity
    assert line.to_ship <= line.quantity - line.shipped


def check_ledger(house):
    invoices = sum(one.total_gross for one in PostedInvoice.objects.all())
    credited = sum(one.total_gross for one in PostedCreditMemo.objects.all())
    assert CustomerLedgerEntry.objects.balance() == invoices - credited
    assert sum(entry.amount for entry in GeneralLedgerEntry.objects.all()) == 0
    assert general(house.accounts["receivables"]) == [invoices - credited]
