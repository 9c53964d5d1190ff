"""What is paid of one entry, as it is typed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from ledger.posting import PostingRefused
from payments.models import SplitReceipt
from payments.splitting.amounts import pay_all
from tests.builders import TODAY
from tests.ledger.posting.paying import pay as pay_elsewhere
from tests.payments.splitting.builders import amounts, paid, received

D = Decimal


@pytest.fixture
def invoice(house):
    return house.invoice_of("100.00")


@pytest.fixture
def receipt(house, clara, invoice):
    return received(house, clara, "80.00", invoice.customer)


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("100.00", ""),
        ("100.01", "has only 100.00 left, not 100.01"),
        ("-1.00", "must have the sign of 100.00"),
    ],
)
def test_an_entry_takes_up_to_what_remains(receipt, invoice, amount, told):
    if told:
        with pytest.raises(PostingRefused, match=told):
            paid(receipt, invoice, amount)
    else:
        paid(receipt, invoice, amount)
    assert amounts(receipt) == {invoice.pk: D("80.00") if told else D(amount)}


def test_zero_takes_it_off(receipt, invoice):
    paid(receipt, invoice, "0")
    assert amounts(receipt) == {}


def test_a_tick_takes_what_closes_it_or_what_is_left(receipt, house, clara, invoice):
    other = house.invoice_of("30.00", invoice.customer)
    paid(receipt, invoice, "70.00")
    pay_all(receipt.pk, other, clara, timezone.now())
    assert amounts(receipt)[other.pk] == D("10.00")
    paid(receipt, invoice, "0")
    pay_all(receipt.pk, other, clara, timezone.now())
    assert amounts(receipt) == {other.pk: D("30.00")}


def test_closed_later_and_foreign_entries_take_nothing(receipt, house, invoice):
    pay_elsewhere(house, invoice, "100", "X1")
    invoice.refresh_from_db()
    with pytest.raises(PostingRefused, match="is closed"):
        paid(receipt, invoice, "10.00")
    open_one = house.invoice_of("50.00", invoice.customer)
    SplitReceipt.objects.update(posting_date=TODAY - timedelta(days=1))
    with pytest.raises(PostingRefused, match="after the money was received"):
        paid(receipt, open_one, "10.00")
    SplitReceipt.objects.update(posting_date=TODAY, currency=house.usd)
    with pytest.raises(PostingRefused, match="is in EUR, the money in USD"):
        paid(receipt, open_one, "10.00")


def test_who_marked_it_first_is_told(receipt, house, clara, invoice):
    carl = house.user("carl", "clerk")
    theirs = received(house, carl, "50.00", invoice.customer, external_document_no="TRF 9")
    with pytest.raises(PostingRefused, match=r"Marked by clara .* for split receipt"):
        paid(theirs, invoice, "50.00")
    assert amounts(theirs) == {}
    assert amounts(receipt) == {invoice.pk: D("80.00")}
