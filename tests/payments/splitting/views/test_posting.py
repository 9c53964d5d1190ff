"""Posting by request: preview for the clerk, once for the accountant, questions, refusals."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from arcore.company.models import Company
from customers.models import Customer
from ledger.models import CustomerLedgerEntry, Register
from payments.models import SplitReceipt
from tests.payments.splitting.builders import paid, received

D = Decimal


def signed_in(user):
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def invoices(house):
    return house.invoice_of("100.00", house.customer("Adatum")), house.invoice_of(
        "50.00", house.customer("Contoso")
    )


@pytest.fixture
def receipt(house, clara, invoices):
    return received(house, clara, "150.00", *[one.customer for one in invoices])


@pytest.fixture
def url(receipt):
    return reverse("splitting:post", args=[receipt.pk])


@pytest.fixture
def accountant(house):
    return signed_in(house.user("andre"))


def payments():
    return CustomerLedgerEntry.objects.filter(document_type="payment")


def test_the_clerk_sees_the_preview_and_the_accountant_posts(clara, accountant, receipt, url):
    page = signed_in(clara).get(url).content.decode()
    assert "P00001" in page
    assert "an accountant posts it" in page
    assert signed_in(clara).post(url, {"version": receipt.version}).status_code == 403
    assert "Post the receipt" in accountant.get(url).content.decode()
    assert not payments().exists()


def test_posting_twice_posts_once(accountant, receipt, url):
    for _again in range(2):
        answer = accountant.post(url, {"version": receipt.version})
        assert answer.url == "/payments/splits/"
    assert payments().count() == 2
    assert Register.objects.filter(source="split").count() == 1
    assert not SplitReceipt.objects.exists()


def test_back_to_a_posted_receipt_leads_to_what_it_wrote(clara, accountant, receipt, url):
    accountant.post(url, {"version": receipt.version})
    register = Register.objects.get(source="split")
    for address in (url, receipt.get_absolute_url()):
        page = accountant.get(address, follow=True)
        told = page.content.decode()
        assert page.redirect_chain[-1][0] == reverse("splitting:list")
        assert f"Split receipt {receipt.pk} is posted." in told
        assert register.get_absolute_url() in told
    assert (
        accountant.get(reverse("splitting:receipt", args=[receipt.pk + 1])).status_code == 404
    )


def test_a_split_changed_since_the_preview_is_shown_again(accountant, receipt, url, invoices):
    paid(receipt, invoices[0], "100.00")
    answer = accountant.post(url, {"version": receipt.version})
    assert answer.status_code == 422
    assert "changed since you looked at it" in answer.content.decode()
    assert not payments().exists()


def test_refusals_name_the_customer_and_lead_there(accountant, receipt, url, invoices):
    blocked = invoices[1].customer
    Customer.objects.filter(pk=blocked.pk).update(blocked="all")
    page = accountant.post(url, {"version": receipt.version})
    html = page.content.decode()
    assert page.status_code == 422
    assert f"#customer-{blocked.pk}" in html
    assert "Post the receipt" not in html


def test_a_question_is_asked_before_anything_is_written(accountant, receipt, url, invoices):
    Company.objects.update(payment_tolerance_warning=True)
    CustomerLedgerEntry.objects.filter(pk=invoices[0].pk).update(max_tolerance=D("5"))
    paid(receipt, invoices[0], "98.00")
    SplitReceipt.objects.update(amount=D("148.00"))
    receipt.refresh_from_db()
    sent = {"version": receipt.version}
    page = accountant.get(url)
    [question] = page.context["questions"]
    assert question.text.startswith(str(invoices[0].customer))
    page = accountant.post(url, sent)
    assert page.status_code == 200
    assert not payments().exists()
    accountant.post(url, {**sent, question.name: "yes"})
    invoices[0].refresh_from_db()
    assert invoices[0].remaining == 0
