"""A statement asks about tolerance and late discounts before it posts, line by line."""

import html
import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from arcore.company.models import Company
from ledger.books import check_books
from ledger.models import CustomerLedgerEntry, GeneralLedgerEntry, Register
from ledger.posting import PostingRefused
from payments.models import PostedReconciliation
from payments.reconciliation.apply_by_hand import tick
from payments.reconciliation.put_on_account import put_on_account
from payments.tasks import post_large_journal
from tests.payments.reconciliation.camt import Money
from tests.payments.test_tasks import Quiet


@pytest.fixture
def jane(client, accountant):
    Company.objects.update(
        payment_tolerance_warning=True,
        discount_tolerance_warning=True,
        payment_discount_grace="5D",
    )
    client.force_login(accountant)
    return client


@pytest.fixture
def invoice(house, jane):
    """1000.00, of which 5.00 may be missing; with `discount` less 20.00 until 2 May.

    The statement's lines are of 4 May, within five days of grace.
    """

    def build(*, discount=False):
        terms = {"discount_date": date(2026, 5, 2), "discount_percent": 2} if discount else {}
        made = house.invoice_of("1000.00", **terms)
        CustomerLedgerEntry.objects.filter(pk=made.pk).update(max_tolerance=5)
        made.refresh_from_db()
        return made

    return build


@pytest.fixture
def journal_paying(accountant, journal_of):
    """A journal whose lines pay (amount, invoice); what is too much goes on account."""

    def build(*paid):
        journal = journal_of(*(Money(amount, f"a{n}") for n, (amount, _of) in enumerate(paid)))
        for line, (_amount, entry) in zip(journal.lines.all(), paid, strict=True):
            tick(line.pk, line.version, accountant, kind="customer", entry_id=entry.pk)
            line.refresh_from_db()
            if line.difference:
                put_on_account(
                    line.pk, line.version, accountant, kind="customer", party=entry.customer
                )
        journal.refresh_from_db()
        return journal

    return build


def url_of(journal):
    return reverse("reconciliation:post", args=[journal.pk])


def fields_of(response) -> dict[str, str]:
    """What the page would send: hidden fields, texts and chosen answers."""
    found = {}
    for tag in re.findall(r"<input[^>]+>", response.content.decode()):
        said = {
            name: html.unescape(text) for name, text in re.findall(r'([\w-]+)="([^"]*)"', tag)
        }
        if "name" not in said or said["name"] == "csrfmiddlewaretoken":
            continue
        if said.get("type") == "radio" and not re.search(r"\bchecked\b", tag):
            continue
        found[said["name"]] = said.get("value", "")
    return found


def send(client, journal, page, **answers):
    """The page with these answers."""
    return client.post(url_of(journal), {**fields_of(page), **answers})


def questions_in(response) -> list[str]:
    return re.findall(
        r"<legend>(?:<.*?</span>)?\s*(Line .*?)</legend>", response.content.decode()
    )


def general(house) -> dict[str, Decimal]:
    """The G/L amounts of what the statement posted, by short name of the account."""
    register = PostedReconciliation.objects.get().register
    rows = GeneralLedgerEntry.objects.filter(transaction__register=register)
    names = {account.pk: name for name, account in house.accounts.items()}
    found: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        found[names[row.account_id]] += row.amount
    return {name: amount for name, amount in found.items() if amount}


@pytest.mark.parametrize(
    ("paid", "answer", "posted", "left"),
    [
        ("997.00", "yes", {"bank": 997, "tolerance_cost": 3, "receivables": -1000}, 0),
        ("997.00", "no", {"bank": 997, "receivables": -997}, 3),
        ("1003.00", "yes", {"bank": 1003, "tolerance_income": -3, "receivables": -1000}, 0),
        ("1003.00", "no", {"bank": 1003, "receivables": -1003}, 0),
    ],
)
def test_the_balance_within_tolerance(
    house, jane, invoice, journal_paying, guards_now, paid, answer, posted, left
):
    owed = invoice()
    journal = journal_paying((paid, owed))
    page = jane.get(url_of(journal))
    assert len(questions_in(page)) == 1
    assert fields_of(page)["tolerance-1"] == "no"
    send(jane, journal, page, **{"tolerance-1": answer})
    guards_now()
    assert check_books() == []
    assert general(house) == posted
    owed.refresh_from_db()
    assert owed.remaining == left
    payment = CustomerLedgerEntry.objects.get(document_type="payment")
    assert payment.remaining == (-3 if (paid, answer) == ("1003.00", "no") else 0)


@pytest.mark.parametrize(
    ("answer", "posted", "left"),
    [
        ("yes", {"bank": 980, "tolerance_cost": 20, "receivables": -1000}, 0),
        ("no", {"bank": 980, "receivables": -980}, 20),
    ],
)
def test_a_discount_taken_late(
    house, jane, invoice, journal_paying, guards_now, answer, posted, left
):
    owed = invoice(discount=True)
    journal = journal_paying(("980.00", owed))
    page = jane.get(url_of(journal))
    assert "the discount of 20.00 EUR was possible until" in page.content.decode()
    send(jane, journal, page, **{f"late-1-{owed.pk}": answer})
    guards_now()
    assert check_books() == []
    assert general(house) == posted
    owed.refresh_from_db()
    assert owed.remaining == left


@pytest.mark.parametrize(
    ("balance", "posted", "left"),
    [
        ("yes", {"bank": 975, "tolerance_cost": 25, "receivables": -1000}, 0),
        (
            "no",
            {"bank": 975, "receivables": -975},
            25,
        ),  # leaving it drops the late discount too
    ],
)
def test_the_answer_to_one_question_raises_the_other(
    house, jane, invoice, journal_paying, guards_now, balance, posted, left
):
    owed = invoice(discount=True)
    journal = journal_paying(("975.00", owed))
    late = f"late-1-{owed.pk}"
    again = send(jane, journal, jane.get(url_of(journal)), **{late: "yes"})
    assert again.status_code == 200
    assert "A new question has come up" in again.content.decode()
    assert not Register.objects.filter(source="reconciliation").exists()
    assert (fields_of(again)[late], fields_of(again)["tolerance-1"]) == ("yes", "no")
    send(jane, journal, again, **{"tolerance-1": balance})
    guards_now()
    assert check_books() == []
    assert general(house) == posted
    owed.refresh_from_db()
    assert owed.remaining == left


def test_each_line_has_an_answer_of_its_own(house, jane, invoice, journal_paying):
    first, second = invoice(), invoice()
    journal = journal_paying(("996.00", first), ("997.00", second))
    page = jane.get(url_of(journal))
    assert [text.split(":")[0] for text in questions_in(page)] == ["Line 1", "Line 2"]
    send(jane, journal, page, **{"tolerance-2": "yes"})
    for entry, left in ((first, 4), (second, 0)):
        entry.refresh_from_db()
        assert entry.remaining == left


@pytest.mark.parametrize("warned", [True, False])
def test_only_what_the_company_warns_of_is_asked(jane, invoice, journal_paying, warned):
    Company.objects.update(payment_tolerance_warning=warned)
    owed = invoice()
    journal = journal_paying(("997.00", owed))
    page = jane.get(url_of(journal))
    assert ("tolerance-1" in fields_of(page)) == warned
    send(jane, journal, page)
    owed.refresh_from_db()
    assert owed.remaining == (3 if warned else 0)


def test_answers_outlive_a_refusal_that_hides_their_questions(jane, invoice, journal_paying):
    owed = invoice()
    journal = journal_paying(("997.00", owed))
    page = send(
        jane, journal, jane.get(url_of(journal)),
        **{"tolerance-1": "yes", "ending_balance": "1.00"},
    )  # fmt: skip
    assert page.status_code == 422
    assert questions_in(page) == []
    page = send(jane, journal, page, ending_balance="1997.00", preview="1")
    assert "A new question" not in page.content.decode()
    assert len(questions_in(page)) == 1
    assert fields_of(page)["tolerance-1"] == "yes"
    send(jane, journal, page)
    owed.refresh_from_db()
    assert owed.remaining == 0


def test_a_difference_that_grew_since_it_was_accepted_is_asked_again(
    jane, invoice, journal_paying
):
    owed = invoice()
    journal = journal_paying(("997.00", owed))
    page = jane.get(url_of(journal))
    shown = fields_of(page)["questions"].strip()
    assert shown == "tolerance-1=3"
    again = send(jane, journal, page, **{"tolerance-1": "yes", "questions": "tolerance-1=2"})
    assert again.status_code == 200
    assert "A new question has come up" in again.content.decode()
    assert not PostedReconciliation.objects.exists()


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        ({"tolerance-1": "2"}, "changed since you answered: it is about 3.00 EUR now"),
        ({}, "there is a new question about 3.00 EUR"),
        ({"tolerance-1": "3", "tolerance-2": "1"}, "no longer asked"),
    ],
)
def test_a_job_refuses_what_was_not_answered_so(
    jane, accountant, invoice, journal_paying, seen, words
):
    journal = journal_paying(("997.00", invoice()))
    options = {
        "journal_id": journal.pk,
        "version": journal.version,
        "user_id": accountant.pk,
        "today": "2026-05-05",
        "reconcile": False,
        "statement_date": None,
        "ending_balance": None,
        "tolerance": [int(name[-1]) for name in seen],
        "late": [],
    }
    with pytest.raises(PostingRefused, match=words):
        post_large_journal(Quiet(), **options, seen=seen)
    assert not PostedReconciliation.objects.exists()
    post_large_journal(Quiet(), **{**options, "tolerance": [1]}, seen={"tolerance-1": "3"})
    assert PostedReconciliation.objects.exists()


def test_a_large_statement_asks_before_its_job_starts(
    jane, invoice, journal_paying, monkeypatch
):
    monkeypatch.setattr("payments.reconciliation.views.posting.AT_ONCE_LINES", 0)
    started: list[dict[str, Any]] = []

    def starting(_job, **options):
        started.append(options)
        return reverse("reconciliation:list")

    monkeypatch.setattr(
        "payments.reconciliation.views.posting.enqueue",
        starting,
    )
    journal = journal_paying(("997.00", invoice()))
    page = jane.get(url_of(journal))
    unanswered = {
        name: value for name, value in fields_of(page).items() if name != "tolerance-1"
    }
    assert jane.post(url_of(journal), unanswered).status_code == 200
    assert started == []
    send(jane, journal, page, **{"tolerance-1": "yes"})
    assert (started[0]["tolerance"], started[0]["seen"]) == ([1], {"tolerance-1": "3"})


def test_an_answer_that_takes_another_question_away_is_told(jane, invoice, journal_paying):
    """Late discount declined, 4.00 is missing; accepted, 16.00 are too much: no tolerance."""
    owed = invoice(discount=True)
    journal = journal_paying(("996.00", owed))
    answers = {f"late-1-{owed.pk}": "yes", "tolerance-1": "yes"}
    page = send(jane, journal, jane.get(url_of(journal)), **answers)
    assert page.status_code == 200
    assert "Your answers changed what is asked" in page.content.decode()
    send(jane, journal, page)
    owed.refresh_from_db()
    assert owed.remaining == 0
    payment = CustomerLedgerEntry.objects.get(document_type="payment")
    assert payment.remaining == -16


def test_many_questions_are_answered_at_once_and_nothing_is_posted_by_it(
    jane, invoice, journal_paying
):
    owed = [invoice() for _ in range(4)]
    journal = journal_paying(*(("997.00", entry) for entry in owed))
    page = jane.get(url_of(journal))
    assert 'name="all"' in page.content.decode()
    page = send(jane, journal, page, all="yes")
    assert not PostedReconciliation.objects.exists()
    assert "A new question" not in page.content.decode()
    assert [fields_of(page)[f"tolerance-{line}"] for line in (1, 2, 3, 4)] == ["yes"] * 4
    send(jane, journal, page, **{"tolerance-3": "no"})
    assert [CustomerLedgerEntry.objects.get(pk=one.pk).remaining for one in owed] == [
        0,
        0,
        3,
        0,
    ]
