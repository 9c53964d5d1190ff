"""Posting ticks by request: preview, questions, once."""

from decimal import Decimal

import pytest
from django.test import Client

from arcore.company.models import Company
from ledger.models import CustomerLedgerEntry, Register
from payments.models import RegistrationLine
from tests.payments.registration.builders import ticked

POST, LUMP = "/payments/registration/post/", "/payments/registration/post-lump-sum/"


@pytest.fixture
def clerk(clara, setup):
    client = Client()
    client.force_login(clara, "django.contrib.auth.backends.ModelBackend")
    return client


def payments():
    return CustomerLedgerEntry.objects.filter(document_type="payment")


def test_preview_shows_the_numbers_to_come_and_keeps_ticks(house, clerk, clara):
    ticked(clara, house.invoice_of("100.00"))
    page = clerk.get(POST)
    assert "P00001" in page.content.decode()
    assert "Post 1 payment" in page.content.decode()
    assert RegistrationLine.objects.count() == 1
    assert not payments().exists()


@pytest.mark.parametrize(("url", "count"), [(POST, 2), (LUMP, 1)])
def test_posting_twice_posts_once(house, clerk, clara, setup, url, count):
    customer = house.customer()
    for gross in ("100.00", "50.00"):
        ticked(clara, house.invoice_of(gross, customer))
    sent = {"version": setup.version}
    for _again in range(2):
        answer = clerk.post(url, sent)
        assert answer.url == "/payments/registration/"
    assert payments().count() == count
    assert Register.objects.filter(source="registration").count() == 1


def test_ticks_changed_since_the_preview_are_shown_again(house, clerk, clara, setup):
    ticked(clara, house.invoice_of("100.00"))
    answer = clerk.post(POST, {"version": setup.version + 7})
    assert answer.status_code == 422
    assert "were changed or posted since" in answer.content.decode()
    assert not payments().exists()


def test_a_refusal_names_its_document_and_leads_to_it(house, clerk, clara, setup):
    invoice = house.invoice_of("100.00")
    ticked(clara, invoice, date_received=None)
    answer = clerk.post(POST, {"version": setup.version})
    assert answer.status_code == 422
    assert f"?q={invoice.document_no}&amp;ticked=yes" in answer.content.decode()


@pytest.mark.parametrize(("answer", "left"), [("yes", "0.00"), ("no", "3.00")])
def test_tolerance_is_a_question_before_posting(house, clerk, clara, setup, answer, left):
    Company.objects.update(payment_tolerance_warning=True)
    invoice = house.invoice_of("1000.00")
    CustomerLedgerEntry.objects.filter(pk=invoice.pk).update(max_tolerance=Decimal(5))
    ticked(clara, invoice, "997.00")
    sent = {"version": setup.version}
    asked = clerk.post(POST, sent)
    assert asked.status_code == 200
    assert "is missing to close" in asked.content.decode()
    assert not payments().exists()
    clerk.post(POST, {**sent, "tolerance-1": answer})
    invoice.refresh_from_db()
    assert invoice.remaining == Decimal(left)


def test_an_answer_is_previewed_before_it_is_posted(house, clerk, clara, setup):
    Company.objects.update(payment_tolerance_warning=True)
    invoice = house.invoice_of("1000.00")
    CustomerLedgerEntry.objects.filter(pk=invoice.pk).update(max_tolerance=Decimal(5))
    ticked(clara, invoice, "997.00")
    sent = {"version": setup.version, "tolerance-1": "yes", "preview": "1"}
    page = clerk.post(POST, sent).content.decode()
    assert house.accounts["tolerance_cost"].name in page
    assert "A new question" not in page
    assert not payments().exists()


def test_answers_wait_behind_a_refusal(house, clerk, clara, setup):
    Company.objects.update(payment_tolerance_warning=True)
    ticked(clara, house.invoice_of("1000.00"), date_received=None)
    sent = {"version": setup.version, "tolerance-1": "yes", "questions": "tolerance-1=3"}
    page = clerk.post(POST, sent)
    assert page.status_code == 422
    kept = page.context["kept"]
    assert sorted(kept) == [("questions", "tolerance-1=3"), ("tolerance-1", "yes")]


def test_a_difference_that_changed_since_it_was_accepted_is_asked_again(
    house, clerk, clara, setup
):
    Company.objects.update(payment_tolerance_warning=True)
    invoice = house.invoice_of("1000.00")
    CustomerLedgerEntry.objects.filter(pk=invoice.pk).update(max_tolerance=Decimal(5))
    ticked(clara, invoice, "997.00")
    sent = {"version": setup.version, "tolerance-1": "yes", "questions": "tolerance-1=2"}
    assert "A new question has come up" in clerk.post(POST, sent).content.decode()
    assert not payments().exists()


def test_a_lump_sum_of_two_customers_is_refused(house, clerk, clara):
    for _ in range(2):
        ticked(clara, house.invoice_of("100.00"))
    assert "comes from one customer" in clerk.get(LUMP).content.decode()
