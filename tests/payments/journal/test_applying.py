"""A journal line as what entries are marked for, on the screen that posted entries share."""

from decimal import Decimal

import pytest
from django.urls import reverse

from ledger.applying.applicants import applicant
from ledger.applying.marks import marks_of
from ledger.posting import PartyKind
from payments.journal.applying import fill_line
from payments.models import JournalLine
from tests.builders import TODAY
from tests.ledger.applying.actions import state
from tests.payments.journal.builders import line_of

D = Decimal


@pytest.fixture
def adatum(house):
    return house.customer()


@pytest.fixture
def invoice(house, adatum):
    return house.invoice_of(
        "1000", adatum, discount_percent=D(2), discount_date=TODAY, payment_terms=house.terms
    )


@pytest.fixture
def clerk(house, client):
    client.force_login(
        house.user("clara", "clerk"), "django.contrib.auth.backends.ModelBackend"
    )
    return client


def url(name, line):
    return reverse(f"applying:{name}", args=[line.mark_owner])


def test_a_line_is_told_as_its_customer_sees_it(house, batch, adatum):
    line = line_of(batch, house, adatum, "-980", document_type="payment")
    told = applicant(line.mark_owner)
    assert told is not None
    assert (told.kind, told.party_id, told.amount) == (PartyKind.CUSTOMER, adatum.pk, -980)
    assert (told.latest, told.entry_id, told.may_fill) == (TODAY, None, True)
    assert told.label == "journal CASH DEFAULT, line 1"


def test_a_customer_on_the_balancing_side_sees_the_other_sign(house, batch, adatum):
    line = line_of(batch, house, house.bank, "980", against=adatum, document_type="payment")
    told = applicant(line.mark_owner)
    assert told is not None
    assert told.amount == -980
    fill_line(line.pk, D(-1000), None)
    line.refresh_from_db()
    assert (line.amount, line.amount_lcy) == (1000, 1000)


def test_a_line_without_a_customer_or_vendor_has_nothing_to_apply(house, batch, clerk):
    line = line_of(batch, house, house.accounts["fees"], "5")
    assert applicant(line.mark_owner) is None
    assert clerk.get(url("apply", line)).status_code == 404


def test_the_amount_follows_from_the_marks_and_the_line_posts_it(
    house, batch, adatum, invoice, clerk, post_it
):
    line = line_of(batch, house, adatum, "0", document_type="payment", document_no="P1")
    version = line.version
    clerk.post(url("mark", line), {"entry": invoice.pk, "on": "1"})
    page = clerk.get(url("apply", line))
    assert page.context["fill"] == -980
    clerk.post(url("fill", line))
    line.refresh_from_db()
    assert (line.amount, line.amount_lcy, line.version) == (-980, -980, version + 2)
    assert clerk.get(url("apply", line)).context["fill"] is None
    post_it(batch)
    assert state(invoice)[0][:2] == (False, 0)
    assert not marks_of(line.mark_owner).exists()


def test_a_line_has_no_application_to_post_by_itself(house, batch, adatum, client):
    line = line_of(batch, house, adatum, "-10", document_type="payment")
    client.force_login(house.user("andre"), "django.contrib.auth.backends.ModelBackend")
    assert client.get(url("post", line)).status_code == 404


def test_a_line_that_is_gone_is_told_and_nothing_else_changes(house, batch, adatum, clerk):
    line = line_of(batch, house, adatum, "0", document_type="payment")
    address = url("fill", line)
    JournalLine.objects.filter(pk=line.pk).delete()
    assert clerk.post(address).status_code == 404
