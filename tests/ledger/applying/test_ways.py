"""From a customer or vendor to the apply screen: two keys, or one in a row of the list."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import VendorLedgerEntry
from ledger.posting import post
from tests.builders import build_house
from tests.ledger.applying.actions import payment
from tests.ledger.posting.paying import Line, paying
from tests.plugins.browser import serious_violations


def client_of(house, role):
    client = Client()
    client.force_login(house.user(role, role))
    return client


def apply_url(kind, entry):
    return reverse("applying:apply", args=[f"{kind}-entry:{entry.pk}"])


def test_open_entries_lead_to_the_apply_screen_and_closed_ones_do_not(house):
    adatum = house.customer()
    invoice, closed = house.invoice_of("60", adatum), house.invoice_of("10", adatum)
    payment(house, adatum, "-10", applies=[closed])
    clerk = client_of(house, "clerk")
    for page in (reverse("ledger:customer_entry_list"), adatum.get_absolute_url()):
        html = clerk.get(page).content.decode()
        assert apply_url("customer", invoice) in html, page
        assert apply_url("customer", closed) not in html, page


def test_where_nothing_is_open_and_in_files_there_is_no_way(house):
    adatum = house.customer()
    invoice = house.invoice_of("60", adatum)
    clerk, url = client_of(house, "clerk"), reverse("ledger:customer_entry_list")
    file = b"".join(clerk.get(url + "?export=csv").streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(file))
    assert row["Status"] == "Open"
    assert "Apply" not in file
    payment(house, adatum, "-60", applies=[invoice])
    assert "data-row-key" not in clerk.get(url).content.decode()


def test_a_vendor_s_card_leads_to_its_open_entries_payments_first(house):
    vendor = house.vendor()
    fees = house.accounts["fees"].pk
    post(paying("B1", Line(vendor.pk, "-60", "invoice", "vendor"), account_id=fees))
    post(paying("P1", Line(vendor.pk, "20", "payment", "vendor"), bank_id=house.bank.pk))
    clerk = client_of(house, "clerk")
    card = clerk.get(vendor.get_absolute_url())
    (way,) = (one for one in card.context["actions"] if one.key == "a")
    shown = [row.document_no for row in clerk.get(way.url).context["table"].data]
    assert shown == ["P1", "B1"]
    first = VendorLedgerEntry.objects.get(document_no="P1")
    assert apply_url("vendor", first) in clerk.get(way.url).content.decode()


@pytest.mark.browser
def test_two_keys_from_a_customer_to_the_payment_that_is_applied(own_database, open_page):
    house = build_house()
    adatum = house.customer()
    invoice, paid = house.invoice_of("60", adatum), payment(house, adatum, "-60")
    page = open_page(house.user("clara", "clerk"))
    page.goto(adatum.get_absolute_url())
    assert serious_violations(page) == []
    page.keyboard.press("a")
    page.wait_for_url("**/ledger/customers/?*")
    assert serious_violations(page) == []
    page.keyboard.press("a")
    page.wait_for_url(f"**{apply_url('customer', paid)}")
    page.goto(reverse("ledger:customer_entry_list"))
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.wait_for_url(f"**{apply_url('customer', invoice)}")
