"""The page of a timeline: read by every role, in words, filtered, exported, in few statements."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from arcore.company.models import User
from arcore.ui.context import COMPANY_NAME_KEY
from customers.changing import change_customer
from ledger.models import CustomerLedgerEntry
from ledger.posting import amend, post
from ledger.timeline.views import Timeline
from tests.builders import TODAY
from tests.ledger.applying.actions import payment, unapply
from tests.ledger.applying.actions import reverse as reverse_entry
from tests.ledger.posting.paying import Line, paying

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def adatum(house):
    return house.customer()


@pytest.fixture
def otto(house):
    client = Client()
    client.force_login(house.user("otto", "auditor"), BACKEND)
    return client


def url_of(party, **asked):
    kind = "customer" if hasattr(party, "ledger_entries") and "C" in party.no else "vendor"
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse(f'timeline:{kind}', args=[party.pk])}?{query}"


def page_of(client, party, **asked):
    response = client.get(url_of(party, **asked))
    assert response.status_code == 200
    return response.content.decode()


def discounted(house, customer, number="INV"):
    line = Line(customer.pk, "1000", "invoice", discount="20", discount_date=TODAY)
    register = post(paying(number, line, account_id=house.accounts["fees"].pk))
    return CustomerLedgerEntry.objects.get(transaction__register=register)


def test_a_row_says_what_with_which_document_why_and_who(house, adatum, otto):
    invoice = discounted(house, adatum)
    paid = payment(house, adatum, "-980", applies=[invoice])
    unapply(invoice, reason="wrong invoice")
    page = page_of(otto, adatum)
    assert invoice.get_absolute_url() in page
    assert paid.get_absolute_url() in page
    assert "Discount 20.00 EUR: paid 23 Jan 2026, discount date 23 Jan 2026." in page
    assert "wrong invoice" in page
    assert "Unapplied since." in page
    assert "Card created" in page


def test_a_change_of_an_entry_says_from_what_to_what_by_whom(house, adatum, otto):
    invoice, jane = house.invoice_of("100", adatum), house.user()
    due = TODAY + timedelta(days=9)
    now = timezone.now()
    amend(invoice.pk, {"due_date": due}, reason="Asked", user_id=jane.pk, now=now)
    page = page_of(otto, adatum, kind="change")
    assert "Due date: <time" in page
    assert "1 Feb 2026" in page
    assert "Asked" in page
    assert "jane" in page


def test_a_block_stands_out(house, adatum, otto):
    change_customer(adatum.pk, {"blocked": "invoice"}, user=house.user(), version=None)
    page = page_of(otto, adatum)
    assert "Block changed" in page
    assert "Blocked: (blank) → Invoice" in page


def test_french_readers_read_french(house, adatum, otto):
    paid = payment(house, adatum, "-980", applies=[discounted(house, adatum)])
    reverse_entry(payment(house, adatum, "-5", "P2"))
    assert paid
    User.objects.update(language="fr")
    page = page_of(otto, adatum)
    for word in ("Chronologie", "Lettrage", "Règlement", "Contrepassation", "Solde"):
        assert word in page, word
    assert "Escompte 20,00 EUR" in page


def test_a_filter_that_cannot_be_read_is_told(house, adatum, otto):
    house.invoice_of("100", adatum)
    for asked in ({"kind": "gossip"}, {"date_from": "soon"}):
        assert "because a filter cannot be read" in page_of(otto, adatum, **asked)


def test_bad_places_and_orders_show_the_first_page(house, adatum, otto):
    house.invoice_of("100", adatum)
    for asked in ({"after": "garbage"}, {"sort": "-balance"}, {"at": "last"}):
        assert "INV00001" in page_of(otto, adatum, **asked)


def test_an_account_that_does_not_exist_has_no_timeline(otto, house):
    assert otto.get(reverse("timeline:customer", args=[77])).status_code == 404
    assert otto.get(reverse("timeline:vendor", args=[77])).status_code == 404


def test_the_empty_page_says_what_to_do_next(house, otto):
    vendor, customer = house.vendor(), house.customer()
    with connection.cursor() as cursor:  # cards that came in around the history
        cursor.execute("DELETE FROM ledger_vendorevent; DELETE FROM customers_customerevent")
    page = otto.get(reverse("timeline:vendor", args=[vendor.pk])).content.decode()
    assert "Nothing has happened yet" in page
    assert reverse("journal:list") in page
    assert "Sell something" in page_of(otto, customer)


def test_the_file_holds_every_row_with_its_balance(house, adatum, otto, monkeypatch):
    """Also rows beyond the first page, and figures as figures."""
    monkeypatch.setattr(Timeline, "page_rows", 2)
    payment(house, adatum, "-980", applies=[discounted(house, adatum)])
    answer = otto.get(url_of(adatum, sort="date", export="csv"))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["What happened"], row["Balance (LCY)"]) for row in rows] == [
        ("Invoice", "1000.00"),
        ("Payment", "20.00"),
        ("Application", "0.00"),
        ("Card created", "0.00"),
    ]
    assert rows[0]["Details"] == ""
    assert rows[2]["Details"].startswith("Invoice INV: 1,000.00 EUR. Discount 20.00 EUR")
    assert "<" not in text


def live(house, customer, count):
    """So many invoices paid at once, unapplied, paid one by one; changes; a reversal."""
    owed = [discounted(house, customer, f"{customer.no}-{n}") for n in range(count)]
    payment(house, customer, str(-980 * count), f"P{customer.no}", applies=owed)
    unapply(owed[0])
    for number, invoice in enumerate(owed):
        payment(house, customer, "-980", f"Q{customer.no}-{number}", applies=[invoice])
    reverse_entry(payment(house, customer, "-5", f"R{customer.no}"))
    now = timezone.now()
    for number in range(count):
        amend(
            owed[0].pk,
            {"on_hold": "X" if number % 2 == 0 else ""},
            reason="Asked",
            user_id=None,
            now=now + timedelta(seconds=number),
        )


@pytest.mark.parametrize(
    "asked", [{}, {"kind": "application"}, {"kind": "change"}, {"sort": "date"}]
)
def test_two_events_and_two_hundred_cost_the_same_statements(house, otto, asked, monkeypatch):
    monkeypatch.setattr(Timeline, "page_rows", 1_000)
    few, many = house.customer("Few"), house.customer("Many")
    live(house, few, 2)
    live(house, many, 40)

    def statements(customer):
        cache.set(COMPANY_NAME_KEY, "Arcadia Trading", 60)
        with CaptureQueriesContext(connection) as captured:
            page_of(otto, customer, **asked)
        return len(captured)

    statements(few)
    assert statements(few) == statements(many)


def test_a_deep_page_costs_no_more_than_the_first(house, adatum, otto, monkeypatch):
    live(house, adatum, 5)

    def statements(**asked):
        cache.set(COMPANY_NAME_KEY, "Arcadia Trading", 60)
        with CaptureQueriesContext(connection) as captured:
            page_of(otto, adatum, **asked)
        return len(captured)

    monkeypatch.setattr(Timeline, "page_rows", 4)
    first = otto.get(url_of(adatum, kind="application"))
    deep = first.context["pager"].next.partition("after=")[2].partition("&")[0]
    statements(kind="application")
    assert statements(kind="application", after=deep) <= statements(kind="application")
