"""The tick list by request: what it shows, what typing stores, and who is told what."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from customers.models import Customer
from ledger.models import CustomerLedgerEntry
from ledger.posting import post
from payments.models import RegistrationLine, RegistrationSetup
from tests.builders import TODAY
from tests.ledger.posting.paying import Line, pay, paying
from tests.payments.journal.builders import line_of, receipts
from tests.payments.registration.builders import (
    credit_memo_of,
    numbered_batch,
    setup_of,
    ticked,
)

LIST = "/payments/registration/"


def signed_in(user):
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def clerk(clara, setup):
    return signed_in(clara)


def send(client, entry, **fields):
    response = client.post(reverse("registration:line", args=[entry.pk]), fields)
    return response.status_code, response.json()


def numbers(response):
    return [row.entry.document_no for row in response.context["rows"]]


def test_every_open_document_but_payments_is_listed_earliest_due_first(house, clerk):
    later = house.invoice_of("100.00", due_date=TODAY + timedelta(days=9))
    first = house.invoice_of("50.00", due_date=TODAY + timedelta(days=1))
    house.invoice_of("10.00")
    paid = CustomerLedgerEntry.objects.latest("id")
    line = Line(paid.customer_id, "-15.00", applies=((paid.pk, None),))
    post(paying("X1", line, account_id=house.accounts["cash"].pk))
    page = clerk.get(LIST)
    assert numbers(page) == [first.document_no, later.document_no]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("INV00001", {0}),
        ("contoso", {1}),
        ("100.00", {0}),
        ("980", {1}),  # with its discount
        ("1,000", {1}),
        ("nobody", set()),
        ("40", {2}),  # a credit memo by the amount on its paper, or by what remains
        ("-40", {2}),
        ("-100", set()),
    ],
)
def test_documents_are_found_by_number_name_and_amount(house, clerk, typed, found):
    one = house.invoice_of("100.00", house.customer("Adatum"))
    two = house.invoice_of("1000.00", house.customer("Contoso"))
    CustomerLedgerEntry.objects.filter(pk=two.pk).update(
        remaining_discount=20, discount_date=TODAY, discount_tolerance_date=TODAY
    )
    memo = credit_memo_of(house, "40.00", one.customer)
    wanted = {(one, two, memo)[place].document_no for place in found}
    assert set(numbers(clerk.get(LIST, {"q": typed}))) == wanted


def test_blocked_customers_are_listed_with_a_badge(house, clerk):
    invoice = house.invoice_of("100.00")
    Customer.objects.filter(pk=invoice.customer_id).update(blocked="all")
    page = clerk.get(LIST)
    assert numbers(page) == [invoice.document_no]
    assert "tag-bad" in page.content.decode()


def test_a_tick_is_kept_and_taken_away(house, clerk, clara, setup):
    invoice = house.invoice_of("100.00")
    status, told = send(clerk, invoice, made="1")
    assert status == 200
    assert "is-ticked" in told["row"]
    assert "100.00" in told["foot"]
    line = RegistrationLine.objects.get(user=clara)
    assert (line.amount_received, line.seen_remaining) == (Decimal("100.00"), Decimal("100.00"))
    version = setup.version
    setup.refresh_from_db()
    assert setup.version == version + 1
    send(clerk, invoice, made="0")
    assert not RegistrationLine.objects.exists()


def test_typing_any_cell_ticks(house, clerk, clara):
    invoice = house.invoice_of("100.00")
    send(clerk, invoice, external_document_no="CHQ 7")
    line = RegistrationLine.objects.get(user=clara)
    assert (line.external_document_no, line.amount_received) == ("CHQ 7", Decimal("100.00"))
    send(clerk, invoice, amount="40")
    send(clerk, invoice, day="2026-01-20")
    line.refresh_from_db()
    assert (line.amount_received, str(line.date_received)) == (Decimal("40.00"), "2026-01-20")
    assert numbers(clerk.get(LIST, {"ticked": "yes"})) == [invoice.document_no]
    assert numbers(clerk.get(LIST, {"ticked": "no"})) == []


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("amount", "12,3x", "is not an amount"),
        ("amount", "1.234", "too many decimals"),
        ("day", "31/02/2026", "is not a date"),
        ("discount_date", "2020-01-01", "that is the document date"),
        ("external_document_no", "x" * 36, "36"),
    ],
)
def test_what_cannot_be_read_is_told_and_stays_typed(house, clerk, field, typed, why):
    invoice = house.invoice_of("100.00")
    CustomerLedgerEntry.objects.filter(pk=invoice.pk).update(
        remaining_discount=2, discount_date=TODAY, discount_tolerance_date=TODAY
    )
    status, told = send(clerk, invoice, **{field: typed})
    assert status == 422
    assert why in told["row"]
    assert typed in told["row"]
    assert not RegistrationLine.objects.exists()


def test_a_document_that_was_closed_meanwhile_is_told(house, clerk):
    invoice = house.invoice_of("100.00")
    pay(house, invoice, "100", "X1")
    status, told = send(clerk, invoice, made="1")
    assert status == 422
    assert "was paid meanwhile and is closed" in told["row"]


def test_money_that_came_in_since_the_tick_is_told_and_taken_over(house, clerk, clara):
    invoice = house.invoice_of("100.00")
    ticked(clara, invoice, external_document_no="CHQ 1")
    pay(house, invoice, "30", "X1")
    assert "changed since you ticked it" in clerk.get(LIST).content.decode()
    _status, told = send(clerk, invoice, anew="1")
    assert "changed since" not in told["row"]
    line = RegistrationLine.objects.get()
    assert (line.amount_received, line.seen_remaining) == (Decimal("70.00"), Decimal("70.00"))
    assert (line.external_document_no, line.date_received) == ("CHQ 1", TODAY)


def test_two_users_on_one_document_are_told(house, clerk):
    invoice = house.invoice_of("100.00")
    andre = house.user("andre")
    setup_of(house, andre)
    ticked(andre, invoice)
    _status, told = send(clerk, invoice, made="1")
    assert "andre has ticked this document" in told["row"]
    assert RegistrationLine.objects.count() == 2


def test_a_journal_line_for_the_document_is_told(house, clerk):
    invoice = house.invoice_of("100.00")
    line_of(receipts(house), house, invoice.customer, "-100", applies_to_customer_entry=invoice)
    _status, told = send(clerk, invoice, made="1")
    assert "A journal line that is not posted yet pays this document." in told["row"]


def test_a_missing_setup_blocks_the_page_and_shows_the_way_out(house, clara):
    client = signed_in(clara)
    invoice = house.invoice_of("100.00")
    assert client.get(LIST).url == "/payments/registration/setup/"
    status, told = send(client, invoice, made="1")
    assert (status, bool(told["say"])) == (422, True)
    assert client.get("/payments/registration/post/").url == "/payments/registration/setup/"
    batch = numbered_batch(house)
    answer = client.post(
        "/payments/registration/setup/",
        {"batch": batch.pk, "balancing_type": "bank", "balancing_bank": house.bank.pk},
    )
    assert answer.url == LIST
    assert RegistrationSetup.objects.get().balancing_bank == house.bank
    assert client.get(LIST).status_code == 200


def test_a_setup_that_is_no_default_is_asked_for_on_opening(house, clara, setup):
    setup.use_as_default = False
    setup.save()
    client = signed_in(clara)
    assert client.get(LIST).url == "/payments/registration/setup/"


def test_a_batch_without_series_or_an_account_left_out_is_refused(house, clara):
    client = signed_in(clara)
    batch = numbered_batch(house)
    batch.posting_number_series = None
    batch.save()
    answer = client.post(
        "/payments/registration/setup/", {"batch": batch.pk, "balancing_type": "bank"}
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"batch", "balancing_bank"}


def test_an_auditor_reads_the_list_and_has_nothing_to_type_in(house):
    house.invoice_of("100.00")
    page = signed_in(house.user("astrid", "auditor")).get(LIST)
    assert page.status_code == 200
    assert "data-cell" not in page.content.decode()
