"""Foreign documents and entries show their totals in both currencies, local ones only in one."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import PostedInvoice
from tests.ledger.currencies.test_adjust import LATER, adjust, invoice, rate


@pytest.fixture
def reader(house):
    client = Client()
    user = house.user("astrid", "auditor")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def test_a_draft_at_its_own_rate(house, reader):
    draft = house.draft(
        house.customer(), ("1", "100"), currency=house.usd, factor=Decimal("0.9")
    )
    draft.lines.update(gross=Decimal(120))
    page = reader.get(draft.get_absolute_url())
    totals = page.context["totals"]
    assert (totals["gross"], totals["gross_lcy"], totals["factor"]) == (120, 108, "0.9000")
    assert "In local currency" in page.content.decode()


def test_a_posted_invoice_as_it_was_posted(house, reader):
    """Each account line is rounded, so the sum may differ by a cent from total x rate."""
    draft = house.draft(
        house.customer(), ("3", "33.33"), currency=house.usd, factor=Decimal("0.87")
    )
    house.post_draft(draft)
    posted = PostedInvoice.objects.get()
    totals = reader.get(posted.get_absolute_url()).context["totals"]
    assert totals["gross_lcy"] == posted.entry.amount_lcy == Decimal("104.39")


def test_local_documents_and_entries_say_it_once(house, reader):
    entry = house.invoice_of("120")
    posted = PostedInvoice.objects.get()
    assert "In local currency" not in reader.get(posted.get_absolute_url()).content.decode()
    card = reader.get(entry.get_absolute_url())
    assert "Rate" not in dict(card.context["facts"])
    table = reader.get(reverse("ledger:customer_entry_list")).context["table"]
    assert "remaining_lcy" not in [column.name for column in table.columns]


def test_a_foreign_entry_shows_its_rate_and_what_it_was_adjusted_to(house, reader):
    entry = invoice(house)
    facts = dict(reader.get(entry.get_absolute_url()).context["facts"])
    assert facts["Rate"] == "0.9000"
    assert "90.00" in facts["Original amount (LCY)"]
    rate(LATER, "95")
    adjust()
    facts = dict(reader.get(entry.get_absolute_url()).context["facts"])
    assert facts["Rate"] == "0.9000, adjusted to 0.9500"
    (row,) = reader.get(reverse("ledger:customer_entry_list")).context["table"].rows
    assert "95.00" in row.get_cell("remaining_lcy")
