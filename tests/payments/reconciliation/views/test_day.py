"""An accountant's day in the browser's words: import, review, apply, post, look."""

import html
import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ledger.models import BankLedgerEntry
from payments.models import (
    BankStatement,
    Confidence,
    ImportedStatement,
    PostedReconciliation,
    ReconciliationJournal,
    ReconciliationLine,
)
from payments.reconciliation.matching_run import apply_automatically
from tests.payments.reconciliation.camt import DAY, Money, camt, statement


@pytest.fixture
def jane(client, accountant):
    client.force_login(accountant)
    return client


def upload(client, content: bytes, **fields):
    file = SimpleUploadedFile("may.xml", content)
    return client.post(reverse("reconciliation:import"), {"file": file, **fields}, follow=True)


def words(response) -> str:
    """The page as text."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(text))


def send(client, name, line, **fields):
    line.refresh_from_db()
    fields = {"version": line.version, **fields}
    return client.post(reverse(f"reconciliation:{name}", args=[line.pk]), fields, follow=True)


def test_a_statement_from_the_file_to_the_reconciled_bank(jane, house):
    fjord = house.customer("Fjordline Marine AS")
    first = house.invoice_of("2500.00", fjord, due_date=date(2026, 4, 20))
    second = house.invoice_of("1680.00", fjord, due_date=date(2026, 5, 10))
    other = house.invoice_of("99.00", house.customer("Bergmann Consulting"))
    page = upload(
        jane,
        camt(
            statement(
                [
                    Money(
                        "4180.00",
                        f"fakt {first.document_no} {second.document_no}",
                        "FJORDLINE MARINE",
                    ),
                    Money("101.00", "thank you"),
                ]
            )
        ),
    )
    journal = ReconciliationJournal.objects.get()
    assert page.redirect_chain[-1][0] == reverse("reconciliation:journal", args=[journal.pk])
    matched, unknown = journal.lines.all()
    assert (matched.confidence, matched.applied_count) == (Confidence.HIGH, 2)
    assert "FJORDLINE MARINE" in words(page)

    line = jane.get(reverse("reconciliation:line", args=[matched.pk]))
    assert first.document_no in words(line)
    send(jane, "accept", matched)
    matched.refresh_from_db()
    assert matched.confidence == Confidence.ACCEPTED

    candidates = jane.get(reverse("reconciliation:apply", args=[unknown.pk]))
    assert other.document_no in words(candidates)
    send(jane, "tick", unknown, kind="customer", entry=other.pk)
    asked = send(jane, "accept", unknown)
    assert "Put it on account" in words(asked)
    send(
        jane,
        "transfer",
        unknown,
        account=house.accounts["fees"].pk,
        account_text="",
        description="rounding",
    )

    url = reverse("reconciliation:post", args=[journal.pk])
    preview = jane.get(url)
    assert "cannot be posted" not in words(preview)
    journal.refresh_from_db()
    posting = {
        "version": journal.version,
        "reconcile": "yes",
        "statement_date": "2026-05-04",
        "ending_balance": "5,281.00",
    }
    done = jane.post(url, posting, follow=True)
    posted = PostedReconciliation.objects.get()
    assert done.redirect_chain[-1][0] == posted.get_absolute_url()
    assert "bank reconciled" in words(done)
    again = jane.post(url, posting, follow=True)
    assert again.redirect_chain[-1][0] == posted.get_absolute_url()

    for entry in (first, second, other):
        entry.refresh_from_db()
        assert not entry.open
    assert not BankLedgerEntry.objects.filter(open=True).exists()
    kept = BankStatement.objects.get()
    assert (kept.ending_balance, kept.statement_date) == (Decimal("5281.00"), DAY)
    for name in ("list", "posted_list", "statement_list"):
        assert jane.get(reverse(f"reconciliation:{name}")).status_code == 200
    assert jane.get(kept.get_absolute_url()).status_code == 200


def test_a_refused_file_lists_every_reason_and_stores_nothing(jane, house):
    page = upload(jane, camt(statement([Money("10.00")], closing="7.00", currency="USD")))
    assert page.status_code == 422
    assert "The file is refused; nothing was stored." in words(page)
    assert "USD" in words(page)
    assert not ImportedStatement.objects.exists()


def test_an_unknown_iban_leads_to_the_bank_accounts(jane, house):
    page = upload(jane, camt(statement([Money("10.00")], iban="DE89370400440532013000")))
    assert "DE89370400440532013000" in words(page)
    assert reverse("ledger:bank_account_list") in page.content.decode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04zip",
        b"\x89PNG\r\n\x1a\n",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        camt(statement([Money("10.00")]))[:400],
    ],
)
def test_bad_files_are_refused_politely(jane, house, content):
    page = upload(jane, content)
    assert page.status_code == 422
    assert not ImportedStatement.objects.exists()


def test_only_the_balance_may_be_overridden_and_only_by_who_may(jane, house, client):
    content = camt(statement([Money("10.00")], closing="1100.00"))
    assert "You may import it all the same" in words(upload(jane, content))
    client.force_login(house.user("carl", "clerk"))
    refused = upload(client, content, override_reason="please")
    assert refused.status_code == 422
    assert not ImportedStatement.objects.exists()
    client.force_login(house.user("joan", "accountant"))
    upload(client, content, override_reason="bank confirmed")
    assert ImportedStatement.objects.get().override_reason == "bank confirmed"


def test_matching_again_asks_before_it_overwrites(jane, house, journal_of):
    journal = journal_of(Money("10.00", "a"))
    line = journal.lines.get()
    send(jane, "on_account", line, customer=house.customer().pk, customer_text="")
    line.refresh_from_db()
    assert line.confidence == Confidence.MANUAL
    url = reverse("reconciliation:match", args=[journal.pk])
    assert "1 line was applied by hand" in words(jane.post(url))
    jane.post(url, {"overwrite": "no"})
    line.refresh_from_db()
    assert line.confidence == Confidence.MANUAL
    jane.post(url, {"overwrite": "yes"})
    line.refresh_from_db()
    assert line.confidence == Confidence.NONE


def test_refusals_to_post_lead_to_their_lines(jane, house, journal_of):
    journal = journal_of(Money("10.00", "a"))
    page = jane.get(reverse("reconciliation:post", args=[journal.pk]))
    line = journal.lines.get()
    assert "This cannot be posted yet" in words(page)
    assert line.get_absolute_url() in page.content.decode()


@pytest.fixture
def doubtful(house, accountant, journal_of):
    """A journal whose only line fits two invoices of two customers alike."""
    names = ("Fjordline Marine AS", "Bergmann Consulting")
    rivals = [house.invoice_of("64.00", house.customer(name)) for name in names]
    journal = journal_of(Money("64.00", "thank you"))
    apply_automatically(journal, accountant, DAY, overwrite=True)
    journal.lines.update(review_required=True)
    return journal, rivals


def test_review_shows_whose_the_winner_and_the_losers_are(jane, doubtful):
    journal, rivals = doubtful
    page = jane.get(journal.lines.get().get_absolute_url())
    assert "What lost" in words(page)
    for entry in rivals:
        assert f'href="{entry.get_absolute_url()}"' in page.content.decode()
        assert str(entry.customer) in words(page)


def test_lines_still_to_review_are_told_before_posting_and_do_not_stop_it(jane, doubtful):
    journal, _rivals = doubtful
    line, url = journal.lines.get(), reverse("reconciliation:post", args=[journal.pk])
    page = jane.get(url)
    assert "1 line matched by a rule that asks for review is not accepted yet." in words(page)
    assert f"{line.get_absolute_url()}?show=review" in page.content.decode()
    assert "data-submit" in page.content.decode()
    send(jane, "accept", line)
    assert "asks for review" not in words(jane.get(url))


def test_an_auditor_is_not_urged_to_review(client, house, doubtful):
    journal, _rivals = doubtful
    client.force_login(house.user("otto", "auditor"))
    page = client.get(reverse("reconciliation:journal", args=[journal.pk]))
    assert "1 line to review" in words(page)
    assert "btn-primary" not in page.content.decode()
    asked = client.get(journal.lines.get().get_absolute_url() + "?ask=rest")
    assert "btn-primary" not in asked.content.decode()


def test_a_second_user_is_told_who_was_first(jane, house, journal_of):
    line = journal_of(Money("10.00", "a")).lines.get()
    carl = house.user("carl", "clerk")
    ReconciliationLine.objects.filter(pk=line.pk).update(
        version=2, changed_by=carl, last_change="accepted"
    )
    page = jane.post(
        reverse("reconciliation:remove", args=[line.pk]), {"version": 1}, follow=True
    )
    assert "accepted by carl" in words(page)


def test_the_screens_speak_french(jane, accountant, house, journal_of):
    accountant.language = "fr"
    accountant.save()
    journal = journal_of(Money("10.00", "a"))
    page = words(jane.get(reverse("reconciliation:journal", args=[journal.pk])))
    assert "Feuille rapprochement bancaire" in page
    assert "Solde final du relevé" in page


def test_a_warning_of_the_import_is_told_once_at_its_place(jane, accountant, house):
    accountant.language = "fr"
    accountant.save()
    upload(jane, camt(statement([Money("10.00", "a")], number=1)))
    page = words(upload(jane, camt(statement([Money("5.00", "b")], number=2), message_id="M2")))
    assert page.count("relevé 1 : ") == 1
    assert "1 avertissement" in page


@pytest.mark.parametrize("count", [3, 120])
def test_pages_ask_few_questions_whatever_the_number_of_lines(
    jane, house, journal_of, django_assert_max_num_queries, count
):
    journal = journal_of(*(Money("10.00", f"a{n}") for n in range(count)))
    line = journal.lines.first()
    jane.get(reverse("reconciliation:list"))
    pages = [
        reverse("reconciliation:list"),
        reverse("reconciliation:journal", args=[journal.pk]),
        reverse("reconciliation:line", args=[line.pk]),
        reverse("reconciliation:import"),
        reverse("reconciliation:posted_list"),
        reverse("reconciliation:statement_list"),
    ]
    for url in pages:
        with django_assert_max_num_queries(8):
            assert jane.get(url).status_code == 200
