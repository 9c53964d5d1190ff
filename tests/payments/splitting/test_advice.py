"""A remittance advice finds its entries, whichever customer they are of, and tells the rest."""

from decimal import Decimal

import pytest
from django.utils import timezone

from arcore.ui.amounts import read_amount
from ledger.models import CustomerLedgerEntry
from ledger.posting import PostingRefused
from payments.splitting.advice import take_over
from payments.splitting.remittance import read_advice
from tests.ledger.posting.paying import pay as pay_elsewhere
from tests.payments.splitting.builders import amounts, received

D = Decimal


@pytest.fixture
def take(house, clara):
    """Take the lines over; what was told, by line."""

    def run(receipt, *lines):
        advice = read_advice("\n".join(lines), read_amount)
        found = take_over(receipt.pk, advice, clara, timezone.now())
        return [(one.line.number, one.message, one.is_taken) for one in found]

    return run


@pytest.fixture
def invoices(house):
    return house.invoice_of("100.00", house.customer("Adatum")), house.invoice_of(
        "200.00", house.customer("Contoso")
    )


def test_numbers_of_any_customer_are_found_and_bring_their_customers(
    house, clara, take, invoices
):
    first, second = invoices
    CustomerLedgerEntry.objects.filter(pk=second.pk).update(external_document_no="PO 77")
    receipt = received(house, clara, "300.00")
    assert take(receipt, f"{first.document_no}\t100.00", "PO 77\t150.00") == []
    assert amounts(receipt) == {first.pk: D("100.00"), second.pk: D("150.00")}
    chosen = set(receipt.customers.values_list("customer_id", flat=True))
    assert chosen == {first.customer_id, second.customer_id}


def test_the_advice_replaces_what_was_proposed(house, clara, take, invoices):
    first, second = invoices
    receipt = received(house, clara, "300.00", first.customer)
    assert amounts(receipt) == {first.pk: D("100.00")}
    take(receipt, second.document_no)
    assert amounts(receipt) == {second.pk: D("200.00")}


def test_what_was_not_found_is_closed_or_cannot_be_read_is_told(house, clara, take, invoices):
    first, second = invoices
    pay_elsewhere(house, first, "100", "X1")
    receipt = received(house, clara, "300.00")
    told = take(
        receipt,
        "NOPE\t5.00",
        f"{first.document_no}\t100.00",
        f"{second.document_no}\ttwelve",
        f"{second.document_no}\t-3.00",
    )
    assert [(number, taken) for number, _message, taken in told] == [
        (1, False),
        (2, False),
        (3, False),
        (4, False),
    ]
    for (_number, message, _taken), fact in zip(
        told, ["was not found", "is closed already", "twelve", "the sign of"], strict=True
    ):
        assert fact in message
    assert amounts(receipt) == {}


def test_more_than_remains_is_cut_and_told(house, clara, take, invoices):
    receipt = received(house, clara, "300.00")
    number = invoices[0].document_no
    [(line, message, is_taken)] = take(receipt, f"{number}\t80.00", f"{number}\t30.00")
    assert (line, is_taken) == (2, True)
    assert "only 100.00 left: that is taken, not 110.00" in message
    assert amounts(receipt) == {invoices[0].pk: D("100.00")}


def test_a_number_on_several_documents_is_left_to_the_clerk(house, clara, take, invoices):
    CustomerLedgerEntry.objects.filter(document_type="invoice").update(payment_reference="RF18")
    receipt = received(house, clara, "300.00")
    [(_line, message, _taken)] = take(receipt, "RF18\t80.00")
    for invoice in invoices:
        assert invoice.customer.no in message
    assert amounts(receipt) == {}


def test_what_somebody_else_marked_stays_theirs(house, clara, take, invoices):
    first, _second = invoices
    received(house, house.user("carl", "clerk"), "100.00", first.customer)
    receipt = received(house, clara, "300.00")
    [(_line, message, _taken)] = take(receipt, first.document_no)
    assert "Marked by carl" in message
    assert amounts(receipt) == {}


def test_an_advice_for_more_customers_than_a_split_takes_is_refused(
    house, clara, take, invoices, monkeypatch
):
    monkeypatch.setattr("payments.splitting.preparing.MOST_CUSTOMERS", 1)
    receipt = received(house, clara, "300.00")
    with pytest.raises(PostingRefused, match="at most 1 customers, this would make 2"):
        take(receipt, *[invoice.document_no for invoice in invoices])
    assert (receipt.customers.count(), amounts(receipt)) == (0, {})
