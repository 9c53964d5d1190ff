"""Changing a posted entry on its page: by whom, with what kept, without overwriting others."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import EntryAmendment, VendorLedgerEntry
from ledger.posting import amend, post
from tests.builders import TODAY
from tests.ledger.posting.paying import Line, pay, paying

LATER = TODAY + timedelta(days=30)
NOW = datetime(2026, 1, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def entry(house):
    return house.invoice_of("120.00")


def page_of(entry):
    return reverse("amending:customer_entry", args=[entry.pk])


@pytest.fixture
def clerk(house):
    client = Client()
    client.force_login(
        house.user("clara", "clerk"), "django.contrib.auth.backends.ModelBackend"
    )
    return client


def typed(client, url, **changes):
    """What the browser sends: the page as shown, hidden values too, and what was changed."""
    form = client.get(url).context["form"]
    data = {}
    for bound in form:
        shown = bound.field.widget.format_value(bound.value())
        shown = shown[0] if isinstance(shown, list) else shown
        data[bound.html_name] = "" if shown is None else shown
        if bound.field.show_hidden_initial:
            value = bound.initial
            data[bound.html_initial_name] = "" if value is None else str(value)
    return {**data, "reason": "Agreed by phone", **changes}


def test_a_clerk_changes_what_may_change_and_finds_it_on_the_card(clerk, entry):
    url = page_of(entry)
    sent = typed(clerk, url, due_date=LATER.isoformat(), max_tolerance="5.00")
    answer = clerk.post(url, sent, follow=True)
    assert answer.redirect_chain == [(entry.get_absolute_url(), 302)]
    text = answer.content.decode()
    assert "is changed." in text
    assert "Agreed by phone" in text
    assert set(EntryAmendment.objects.values_list("field", flat=True)) == {
        "due_date",
        "max_tolerance",
    }


def test_nothing_touched_changes_nothing(clerk, entry):
    answer = clerk.post(page_of(entry), typed(clerk, page_of(entry)), follow=True)
    assert "stays as it was" in answer.content.decode()
    assert not EntryAmendment.objects.exists()


def test_a_refusal_stands_beside_its_field_and_keeps_what_was_typed(clerk, entry):
    early = (TODAY - timedelta(days=1)).isoformat()
    sent = typed(clerk, page_of(entry), due_date=early, on_hold="ABC")
    answer = clerk.post(page_of(entry), sent)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert "before the document date" in form.errors["due_date"][0]
    assert (form["due_date"].value(), form["on_hold"].value()) == (early, "ABC")
    assert not EntryAmendment.objects.exists()


@pytest.mark.parametrize("bad", ["NaN", "1e5", "abc", "99999999999999999999", "1.005"])
def test_senseless_amounts_are_told(clerk, entry, bad):
    sent = typed(clerk, page_of(entry), max_tolerance=bad)
    assert clerk.post(page_of(entry), sent).status_code == 422


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(clerk, entry):
    url = page_of(entry)
    sent = typed(clerk, url, due_date=LATER.isoformat())
    other = {"due_date": TODAY + timedelta(days=9), "on_hold": "ABC"}
    amend(entry.pk, other, reason="Asked for it", user_id=None, now=NOW)
    answer = clerk.post(url, sent)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert "Somebody changed the due date meanwhile" in form.errors["due_date"][0]
    assert (form["due_date"].value(), form["on_hold"].value()) == (LATER.isoformat(), "ABC")
    again = {bound.html_name: bound.value() or "" for bound in form}
    again |= {
        bound.html_initial_name: form.data[bound.html_initial_name]
        for bound in form
        if bound.field.show_hidden_initial
    }
    assert clerk.post(url, again).status_code == 302
    entry.refresh_from_db()
    assert (entry.due_date, entry.on_hold) == (LATER, "ABC")


def test_a_closed_entry_offers_what_may_still_change(house, clerk, entry):
    pay(house, entry, "120.00", "P1")
    form = clerk.get(page_of(entry)).context["form"]
    assert set(form.fields) == {
        "promised_pay_date",
        "on_hold",
        "dispute",
        "description",
        "reason",
    }


def test_a_vendor_s_entry_is_changed_alike(house, clerk):
    line = Line(house.vendor().pk, "-50", "invoice", "vendor")
    post(paying("V1", line, account_id=house.accounts["fees"].pk))
    url = reverse("amending:vendor_entry", args=[VendorLedgerEntry.objects.get().pk])
    assert clerk.post(url, typed(clerk, url, on_hold="ABC")).status_code == 302
    assert VendorLedgerEntry.objects.get().on_hold == "ABC"


def test_the_card_offers_the_change_to_those_who_may(house, clerk, entry):
    assert page_of(entry) in clerk.get(entry.get_absolute_url()).content.decode()
    auditor = Client()
    auditor.force_login(
        house.user("astrid", "auditor"), "django.contrib.auth.backends.ModelBackend"
    )
    assert page_of(entry) not in auditor.get(entry.get_absolute_url()).content.decode()
