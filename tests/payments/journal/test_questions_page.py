"""The questions of posting on their page: what changed since they were answered is told."""

from decimal import Decimal

import pytest
from django.urls import reverse

from ledger.posting import post
from payments.journal.posting import post_batch
from payments.models import JournalLine
from tests.builders import TODAY
from tests.payments.journal.builders import line_of, paying, receipts


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_arguments: TODAY)


@pytest.fixture
def page(client, jane):
    client.force_login(jane, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def invoice(house):
    """5.00 may be written off, after a question."""
    house.company.payment_tolerance_max = Decimal(5)
    house.company.payment_tolerance_warning = True
    house.company.save()
    return house.invoice_of("500")


@pytest.fixture
def line(house, batch, invoice):
    """Pays 4.00 too little."""
    return line_of(batch, house, invoice.customer, "-496", **paying(invoice))


@pytest.fixture
def url(batch):
    return reverse("journal:post", args=[batch.pk])


def pay(house, invoice, amount):
    """Another user pays a part of it, through another journal."""
    other = receipts(house, f"OTHER{amount}")
    line_of(other, house, invoice.customer, amount, document_no="X1", **paying(invoice))
    post(post_batch(other.pk, version=1, user_id=None, today=TODAY))


YES = {"tolerance-10000": "yes", "questions": "tolerance-10000=4"}


def test_a_payment_between_page_and_post_asks_again(house, page, invoice, line, url):
    page.get(url)
    pay(house, invoice, "-1")
    again = page.post(url, {"version": "1", **YES})
    shown = again.content.decode()
    assert again.status_code == 200
    assert "A new question has come up" in shown
    assert "3.00 EUR is missing" in shown
    [question] = again.context["questions"]
    assert question.is_new
    version = again.context["batch"].version
    now = YES | {"version": str(version), "questions": "tolerance-10000=3"}
    assert page.post(url, now).status_code == 302
    invoice.refresh_from_db()
    assert not invoice.open


def test_a_payment_while_it_is_posted_refuses_it_and_keeps_the_answer(
    house, page, invoice, line, url, monkeypatch
):
    def paid_first(command):
        monkeypatch.undo()
        pay(house, invoice, "-1")
        return post(command)

    monkeypatch.setattr("payments.journal.views.posting.post", paid_first)
    refused = page.post(url, {"version": "1", **YES})
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "Line 1: INV00001 changed since you answered: it is about 3.00 EUR now." in shown
    assert f"?row={line.pk}" in shown
    assert dict(refused.context["kept"]) == YES
    assert JournalLine.objects.get(pk=line.pk).accept_tolerance


def test_an_answer_of_yesterday_that_no_longer_fits_is_told_before_posting(
    house, page, invoice, line, url
):
    page.post(url, {"version": "1", **YES, "preview": "1"})
    assert page.get(url).context["changed"] == []
    pay(house, invoice, "-1")
    shown = page.get(url)
    [(told, _way)] = shown.context["changed"]
    assert "is about 3.00 EUR now" in str(told)
    [question] = shown.context["questions"]
    assert (question.is_new, question.answer) == (True, "yes")


def test_answers_wait_while_a_refusal_hides_the_questions(house, page, batch, line, url):
    page.post(url, {"version": "1", **YES, "preview": "1"})
    blocked = line_of(batch, house, house.customer(blocked="all"), "-5")
    refused = page.get(url)
    assert refused.context["refusals"]
    sent = {"version": str(refused.context["batch"].version), "preview": "1"}
    assert 'name="questions"' not in refused.content.decode()
    page.post(url, sent)
    blocked.delete()
    [question] = page.get(url).context["questions"]
    assert question.answer == "yes"


def test_somebody_elses_change_refuses_the_answers_and_they_are_sent_again(
    house, page, batch, line, url
):
    type(batch).objects.update(version=2)
    refused = page.post(url, {"version": "1", **YES})
    assert refused.status_code == 422
    assert "changed or posted since" in refused.content.decode()
    assert dict(refused.context["kept"]) == YES
    again = page.post(url, {"version": "2", **YES, "preview": "1"})
    [question] = again.context["questions"]
    assert (question.answer, question.is_new) == ("yes", False)
    assert page.post(url, {"version": "3", **YES}).status_code == 302


def test_one_answer_for_all(house, page, batch, line, url):
    for _one in range(4):
        more = house.invoice_of("500")
        line_of(batch, house, more.customer, "-496", **paying(more))
    shown = page.get(url)
    assert 'name="all"' in shown.content.decode()
    seen = " ".join(f"{one.name}={one.amount}" for one in shown.context["questions"])
    again = page.post(url, {"version": "1", "questions": seen, "all": "yes"})
    assert [one.answer for one in again.context["questions"]] == ["yes"] * 5
    assert JournalLine.objects.filter(accept_tolerance=True).count() == 5


def test_many_questions_come_a_page_at_a_time_those_not_looked_at_stay_open(
    house, page, batch, invoice, line, url, monkeypatch
):
    monkeypatch.setattr("payments.journal.views.questions.A_PAGE", 2)
    more = [house.invoice_of("500") for _one in range(2)]
    for place, one in enumerate(more, start=2):
        line_of(batch, house, one.customer, "-496", document_no=f"P{place}", **paying(one))
    shown = page.get(url)
    seen = dict(shown.context["kept"])["questions"]
    assert seen == "tolerance-10000=4 tolerance-20000=4 tolerance-30000=4"
    assert "3 differences within tolerance: 12.00 EUR in all" in shown.content.decode()
    first = {"tolerance-10000": "yes", "tolerance-20000": "no"}
    turned = page.post(
        url, {"version": "1", "questions": seen, **first, "page": "1", "go": "2"}
    )
    [third] = turned.context["questions"]
    assert (third.name, third.is_new) == ("tolerance-30000", False)
    version = str(turned.context["batch"].version)
    posted = page.post(url, {"version": version, "questions": seen, "page": "2"})
    assert posted.status_code == 302
    entries = [invoice, *more]
    for entry in entries:
        entry.refresh_from_db()
    assert [entry.remaining for entry in entries] == [0, 4, 4]
