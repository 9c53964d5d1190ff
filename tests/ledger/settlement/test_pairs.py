"""The applications of an entry, read from what posting really wrote."""

from decimal import Decimal

import pytest
from django.test import Client

from ledger.settlement.pairs import settled
from ledger.settlement.rules import sentences
from ledger.subledger import PAYABLES, RECEIVABLES
from tests.builders import TODAY
from tests.ledger.applying.actions import apply, payment, reverse, unapply
from tests.ledger.posting.paying import Line, paying

D = Decimal


@pytest.fixture
def adatum(house):
    return house.customer()


def told(entry, ledger=RECEIVABLES):
    """(document, amount, sentences, undone) of every application, newest first."""
    return [
        (one.other.document_no, one.amount, sentences(one), one.undone is not None)
        for one in settled(ledger, entry).shown
    ]


def discounted(house, customer, number="INV"):
    """An invoice of 1,000.00, 20.00 less until today."""
    from ledger.models import CustomerLedgerEntry
    from ledger.posting import post

    line = Line(customer.pk, "1000", "invoice", discount="20", discount_date=TODAY)
    register = post(paying(number, line, account_id=house.accounts["fees"].pk))
    return CustomerLedgerEntry.objects.get(transaction__register=register)


def test_an_invoice_says_what_closed_it_and_the_payment_says_the_same(house, adatum):
    invoice = discounted(house, adatum)
    paid = payment(house, adatum, "-980", applies=[invoice])
    rule = "Discount 20.00 EUR: paid 23 Jan 2026, discount date 23 Jan 2026."
    assert told(invoice) == [("P1", 1000, [rule], False)]
    assert told(paid) == [("INV", -1000, [rule], False)]
    (one,) = settled(RECEIVABLES, paid).shown
    assert (one.applied, one.applying) == (invoice, paid)
    assert one.discount_before == 20


def test_each_of_several_documents_has_its_own_rule(house, adatum):
    first, second = discounted(house, adatum, "A"), house.invoice_of("100", adatum)
    paid = payment(house, adatum, "-1080", applies=[first, second])
    assert [(row[0], row[1], len(row[2])) for row in told(paid)] == [
        (first.document_no, -1000, 1),
        (second.document_no, -100, 0),
    ]
    assert [row[0] for row in told(second)] == ["P1"]


def test_an_undone_application_stays_in_sight_with_who_undid_it(house, adatum):
    invoice = house.invoice_of("100", adatum)
    paid = payment(house, adatum, "-100", applies=[invoice])
    unapply(invoice, reason="wrong invoice")
    apply(paid, invoice)
    rows = settled(RECEIVABLES, invoice).shown
    assert [(one.amount, one.undone is not None) for one in rows] == [(100, False), (100, True)]
    assert rows[1].undone.reason == "wrong invoice"


def test_a_reversal_says_so(house, adatum):
    paid = payment(house, adatum, "-100")
    reverse(paid)
    assert told(paid) == [("P1", -100, ["Reversed: the two entries close each other."], False)]


def test_a_gain_stands_beside_its_pair_on_either_side(house, adatum):
    invoice = house.invoice_of("100", adatum, currency=house.usd, factor=D("1.10"))
    paid = payment(house, adatum, "-100", currency="USD", factor="1.20", applies=[invoice])
    rule = ["Realized gain 10.00: 100.00 USD at 1.1000, paid at 1.2000."]
    assert told(invoice) == [("P1", 100, rule, False)]
    assert told(paid) == [(invoice.document_no, -100, rule, False)]


def test_a_vendor_s_bill_is_explained_on_the_same_page(house):
    from ledger.models import VendorLedgerEntry
    from ledger.posting import post

    vendor = house.vendor()
    fees = house.accounts["fees"].pk
    bill = Line(vendor.pk, "-1000", "invoice", "vendor", discount="-20", discount_date=TODAY)
    post(paying("B1", bill, account_id=fees))
    owed = VendorLedgerEntry.objects.get()
    paid = Line(vendor.pk, "980", "payment", "vendor", ((owed.pk, None),))
    post(paying("P1", paid, bank_id=house.bank.pk))
    rule = ["Discount 20.00 EUR: paid 23 Jan 2026, discount date 23 Jan 2026."]
    assert told(owed, PAYABLES) == [("P1", -1000, rule, False)]
    client = Client()
    client.force_login(house.user("otto", "auditor"))
    page = client.get(owed.get_absolute_url()).content.decode()
    assert "How it was settled" in page
    assert rule[0] in page


def test_a_page_with_an_undone_application_strikes_it(house, adatum):
    invoice = house.invoice_of("100", adatum)
    payment(house, adatum, "-100", applies=[invoice])
    unapply(invoice, reason="wrong invoice")
    client = Client()
    client.force_login(house.user("otto", "auditor"))
    page = client.get(invoice.get_absolute_url()).content.decode()
    assert "is-undone" in page
    assert "wrong invoice" in page


def test_many_payments_cost_two_queries(house, adatum, django_assert_num_queries):
    invoice = house.invoice_of("100", adatum)
    for number in range(6):
        payment(house, adatum, "-10", f"P{number}", applies=[invoice])
    with django_assert_num_queries(2):
        assert len(told(invoice)) == 6
