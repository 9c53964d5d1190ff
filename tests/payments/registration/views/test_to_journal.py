"""From a line of the tick list to a line of the journal that pays the same document."""

import html
import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from payments.models import JournalLine
from tests.payments.registration.builders import credit_memo_of, ticked

LIST = "/payments/registration/"


@pytest.fixture
def clerk(clara, setup):
    client = Client()
    client.force_login(clara, "django.contrib.auth.backends.ModelBackend")
    return client


def ways(response) -> list[str]:
    """The links to a journal line, one a row."""
    found = re.findall(r'href="([^"]+)"[^>]*data-to-journal', response.content.decode())
    return [html.unescape(url) for url in found]


@pytest.mark.parametrize(
    ("received", "language", "amount"),
    [
        (None, "en", "-1200.00"),  # not ticked: what remains
        ("500.50", "en", "-500.50"),
        ("1100.50", "fr", "-1100.50"),
    ],
)
def test_the_line_starts_with_customer_document_and_what_was_received(
    house, clara, setup, clerk, received, language, amount
):
    clara.language = language
    clara.save()
    invoice = house.invoice_of("1200.00")
    if received:
        ticked(clara, invoice, received, date_received=date(2026, 1, 9))
    [way] = ways(clerk.get(LIST))
    assert way.startswith(f"/journals/{setup.batch_id}/new/?")
    form = clerk.get(way).context["form"]
    assert form["account"].value() == invoice.customer
    assert form["applies_to"].value() == invoice
    assert Decimal(form["amount"].value()) == Decimal(amount)
    assert form["document_type"].value() == "payment"
    assert (form["posting_date"].value() == date(2026, 1, 9)) == bool(received)


def test_a_credit_memo_becomes_a_refund(house, clara, clerk):
    memo = credit_memo_of(house, "80.00", house.customer())
    [way] = ways(clerk.get(LIST))
    form = clerk.get(way).context["form"]
    assert (form["applies_to"].value(), form["document_type"].value()) == (memo, "refund")
    assert Decimal(form["amount"].value()) == Decimal("80.00")


def test_nothing_is_stored_by_following_the_link(house, clerk):
    house.invoice_of("100.00")
    [way] = ways(clerk.get(LIST))
    clerk.get(way)
    assert not JournalLine.objects.exists()


def test_an_auditor_has_no_such_link(house, setup):
    house.invoice_of("100.00")
    client = Client()
    client.force_login(house.user("astrid", "auditor"))
    assert ways(client.get(LIST)) == []


@pytest.mark.parametrize("name", ["customer", "document", "amount", "day"])
@pytest.mark.parametrize("text", ["\x00", "nobody", "31/02/2026", "9" * 60])
def test_an_address_that_says_nonsense_opens_an_empty_line(setup, clerk, name, text):
    page = clerk.get(f"/journals/{setup.batch_id}/new/", {name: text})
    assert page.status_code == 200
    assert page.context["form"]["applies_to"].value() is None
