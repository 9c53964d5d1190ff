"""A payment that closed more than a card shows: said in words, and all of it on pages."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import CustomerLedgerEntry, VendorLedgerEntry
from ledger.posting import post
from ledger.settlement.pairs import MOST_SHOWN, settled
from ledger.settlement.tables import SettlementTable
from ledger.settlement.views import Settlements
from ledger.subledger import RECEIVABLES
from ledger.views import party_entry
from tests.builders import TODAY
from tests.ledger.applying.actions import payment, unapply
from tests.ledger.posting.paying import Line, paying

MANY = MOST_SHOWN + 10


@pytest.fixture
def otto(house):
    client = Client()
    client.force_login(house.user("otto", "auditor"))
    return client


def paid_at_once(house, count):
    """One payment of so many invoices of 100.00, each 2.00 less until today."""
    customer = house.customer()
    lines = [Line(customer.pk, "100", "invoice", discount="2", discount_date=TODAY)] * count
    post(paying("S", *lines, account_id=house.accounts["fees"].pk))
    owed = list(CustomerLedgerEntry.objects.order_by("id"))
    return payment(house, customer, str(-98 * count), applies=owed)


def test_every_pair_is_whole_however_many_there_are(house):
    shown, more = settled(RECEIVABLES, paid_at_once(house, MANY))
    assert (len(shown), more) == (MOST_SHOWN, True)
    assert {(one.amount, one.granted["discount"].amount) for one in shown} == {(-100, -2)}
    assert len({one.other.pk for one in shown}) == MOST_SHOWN


def test_as_many_as_a_card_shows_are_all(house):
    shown, more = settled(RECEIVABLES, paid_at_once(house, MOST_SHOWN))
    assert (len(shown), more) == (MOST_SHOWN, False)


def test_the_card_says_that_there_is_more_and_where(house, otto):
    paid = paid_at_once(house, MANY)
    page = otto.get(paid.get_absolute_url()).content.decode()
    assert f"The {MOST_SHOWN} newest applications are shown." in page
    assert reverse("settlement:customer", args=[paid.pk]) in page
    one_of_them = CustomerLedgerEntry.objects.earliest("id")
    assert (
        "newest applications" not in otto.get(one_of_them.get_absolute_url()).content.decode()
    )


def test_details_beyond_what_a_page_holds_are_told(house, otto, monkeypatch):
    monkeypatch.setattr(party_entry, "MOST_ROWS", 3)
    paid = paid_at_once(house, 2)
    page = otto.get(paid.get_absolute_url()).content.decode()
    assert "The first 3 rows are shown; there are more." in page
    monkeypatch.setattr(party_entry, "MOST_ROWS", 5)  # one initial, two discounts, two applied
    groups = otto.get(paid.get_absolute_url()).context["groups"]
    (details,) = (one for one in groups if one.title == "Detailed entries")
    assert (len(details.table.rows), details.note) == (5, "")


def test_the_list_shows_all_of_them_page_by_page(house, otto, monkeypatch):
    """Undone ones too, each pair once."""
    monkeypatch.setattr(Settlements, "page_rows", 25)
    paid = paid_at_once(house, MANY)
    unapply(paid, reason="wrong customer")
    url, seen = reverse("settlement:customer", args=[paid.pk]), []
    query = ""
    while True:
        page = otto.get(url + query)
        rows = page.context["table"].data
        assert {(row.amount, row.granted["discount"].amount) for row in rows} == {(-100, -2)}
        assert {row.undone.reason for row in rows} == {"wrong customer"}
        seen += [row.other.pk for row in rows]
        query = page.context["pager"].next
        if not query:
            break
    assert sorted(seen) == sorted(set(seen))
    assert len(seen) == MANY


def test_a_vendor_s_entry_has_its_list_and_an_open_one_says_it_is_empty(house, otto):
    vendor = house.vendor()
    bill = Line(vendor.pk, "-60", "invoice", "vendor")
    post(paying("B1", bill, account_id=house.accounts["fees"].pk))
    url = reverse("settlement:vendor", args=[VendorLedgerEntry.objects.get().pk])
    assert "Not applied yet" in otto.get(url).content.decode()
    assert otto.get(reverse("settlement:vendor", args=[77])).status_code == 404


def test_an_export_keeps_the_sentences_apart(otto, house):
    invoice = house.invoice_of("100", house.customer(), currency=house.usd, factor="1.10")
    paid = {"currency": "USD", "factor": "1.20"}
    payment(house, invoice.customer, "-100", applies=[invoice], **paid)
    table = SettlementTable(settled(RECEIVABLES, invoice).shown)
    (row,) = table.data
    row.afterwards.append(
        SimpleNamespace(entry_type="unrealized_gain", amount_lcy=-5, document_no="ADJ")
    )
    assert table.value_rules(row) == (
        "Realized gain 10.00: 100.00 USD at 1.1000, paid at 1.2000. "
        "Unrealized gain 5.00 of ADJ, posted later, taken back."
    )
