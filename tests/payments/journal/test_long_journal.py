"""A journal too long for a page: looked ahead at by a job, answered by page, posted by a job."""

from decimal import Decimal

import pytest
from django.urls import reverse

from arcore.jobs.models import Progress, State
from arcore.jobs.run import run_job
from ledger.applying.asking import name_of
from ledger.posting import post, preview
from payments.journal.outlook import questions_of
from payments.journal.posting import post_batch
from payments.journal.preparing import prepare_in_background
from payments.models import JournalLine, JournalOutlook
from payments.tasks import post_large_batch, prepare_batch
from tests.builders import TODAY
from tests.payments.journal.builders import line_of, paying, receipts


@pytest.fixture(autouse=True)
def long(monkeypatch):
    """Every journal is a long one, two questions are a page."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_arguments: TODAY)
    monkeypatch.setattr("payments.journal.views.long.LOOKED_AT_LINES", 0)
    monkeypatch.setattr("payments.journal.views.posting.AT_ONCE_LINES", 0)
    monkeypatch.setattr("payments.journal.views.questions.A_PAGE", 2)


@pytest.fixture
def invoices(house):
    """Of each 5.00 may be written off, after a question."""
    house.company.payment_tolerance_max = Decimal(5)
    house.company.payment_tolerance_warning = True
    house.company.save()
    return [house.invoice_of("500") for _one in range(3)]


@pytest.fixture
def short(house, batch, invoices):
    """Three lines that each pay 4.00 too little."""
    return [
        line_of(batch, house, invoice.customer, "-496", **paying(invoice))
        for invoice in invoices
    ]


@pytest.fixture
def page(client, jane):
    client.force_login(jane, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def prepare(page, batch):
    """Have it worked out, and see the result."""

    def run(response=None):
        if response is None:
            response = page.post(reverse("journal:prepare", args=[batch.pk]))
        progress, outlook = Progress.objects.latest("pk"), JournalOutlook.objects.get()
        assert response.url == progress.get_absolute_url()
        arguments = {"batch_id": batch.pk, "outlook_id": outlook.pk, "page": "journal:post"}
        run_job(prepare_batch, progress.pk, arguments)
        progress.refresh_from_db()
        return page.get(progress.result_url)

    return run


@pytest.fixture
def url(batch):
    return reverse("journal:post", args=[batch.pk])


def sent(shown, **answers):
    outlook = shown.context["outlook"]
    outlook.refresh_from_db()
    return {"version": str(outlook.version), "outlook": str(outlook.pk), **answers}


def run_posting(batch, jane):
    """The job that the page queued."""
    batch.refresh_from_db()
    arguments = {
        "batch_id": batch.pk, "version": batch.version, "user_id": jane.pk,
        "today": TODAY.isoformat(), "asked": True,
    }  # fmt: skip
    run_job(post_large_batch, batch.posting.pk, arguments)
    batch.posting.refresh_from_db()
    return batch.posting


def left(invoices):
    for invoice in invoices:
        invoice.refresh_from_db()
    return [invoice.remaining for invoice in invoices]


def test_it_is_looked_at_answered_for_all_and_posted(
    page, batch, jane, invoices, short, prepare, url
):
    before = page.get(url)
    assert "worked out in the background first" in before.content.decode()
    shown = prepare()
    text = shown.content.decode()
    assert "3 differences within tolerance: 12.00 EUR in all" in text
    assert "Questions: page 1 of 2" in text
    assert "1,488.00" in text  # the debit of the bank, and all payments together
    again = prepare(page.post(url, sent(shown, all="yes")))
    assert [one.answer for one in again.context["questions"]] == ["yes", "yes"]
    assert page.post(url, sent(again)).url == batch_progress(batch)
    assert run_posting(batch, jane).state == State.DONE
    assert left(invoices) == [0, 0, 0]


def batch_progress(batch):
    batch.refresh_from_db()
    return batch.posting.get_absolute_url()


def test_answers_are_kept_from_page_to_page_and_the_rest_is_left_open(
    page, batch, jane, invoices, short, prepare, url
):
    shown = prepare()
    first = {f"tolerance-{short[0].line_no}": "no", f"tolerance-{short[1].line_no}": "yes"}
    turned = page.post(url, sent(shown, **first, page="1", go="2"))
    assert turned.url == f"{url}?page=2"
    second = page.get(turned.url)
    assert "Look at what will be posted" in second.content.decode()
    assert len(second.context["questions"]) == 1
    again = prepare(page.post(url, sent(second, preview="1")))
    assert [one.answer for one in again.context["questions"]] == ["no", "yes"]
    page.post(url, sent(again))
    run_posting(batch, jane)
    assert left(invoices) == [4, 0, 4]


def test_nothing_accepted_is_posted_without_working_it_out_again(
    page, batch, jane, invoices, short, prepare, url
):
    page.post(url, sent(prepare()))
    assert run_posting(batch, jane).state == State.DONE
    assert left(invoices) == [4, 4, 4]


def test_what_changed_since_is_refused_by_the_job_with_its_row(
    house, page, batch, jane, invoices, short, prepare, url
):
    page.post(url, sent(prepare()))
    other = receipts(house, "OTHER")
    line_of(other, house, invoices[1].customer, "-1", **paying(invoices[1]))
    post(post_batch(other.pk, version=1, user_id=None, today=TODAY))
    progress = run_posting(batch, jane)
    assert progress.state == State.FAILED
    assert progress.message.startswith("Line 2: ")
    assert "is about 3.00 EUR now" in progress.message
    assert batch.lines.count() == 3
    again = prepare(page.post(url, sent(page.get(url), preview="1")))
    assert "3.00 EUR is missing" in again.content.decode()
    page.post(url, sent(again))
    assert run_posting(batch, jane).state == State.DONE
    assert left(invoices) == [4, 3, 4]


def test_a_line_changed_since_asks_to_work_it_out_again(page, batch, short, prepare, url):
    shown = prepare()
    type(batch).objects.filter(pk=batch.pk).update(version=9)
    refused = page.post(url, sent(shown))
    assert refused.status_code == 422
    assert "changed or posted since" in refused.content.decode()
    assert refused.context["outlook"] is None
    assert batch.lines.count() == 3


@pytest.mark.parametrize("fields", [{}, {"version": "1"}, {"version": "x", "outlook": "-1"}])
def test_a_form_that_shows_no_such_look_ahead_posts_nothing(
    page, batch, short, prepare, url, fields
):
    prepare()
    assert page.post(url, fields).status_code == 422
    batch.refresh_from_db()
    assert batch.posting is None


def test_refusals_are_told_with_their_rows_and_nothing_can_be_posted(
    house, page, batch, short, prepare, url
):
    blocked = line_of(batch, house, house.customer(blocked="all"), "-5")
    shown = prepare()
    text = shown.content.decode()
    assert f"?row={blocked.pk}" in text
    assert "Line 4: " in text
    assert 'id="post-now"' not in text
    page.post(url, sent(shown))
    batch.refresh_from_db()
    assert batch.posting is None
    report = page.get(reverse("journal:test", args=[batch.pk])).content.decode()
    assert "Line 4: " in report


def test_answers_wait_while_a_refusal_hides_the_questions(
    house, page, batch, short, prepare, url
):
    prepare(page.post(url, sent(prepare(), all="yes")))
    blocked = line_of(batch, house, house.customer(blocked="all"), "-5")
    refused = prepare()
    page.post(url, sent(refused))
    page.post(url, sent(refused, preview="1"))
    assert JournalLine.objects.filter(accept_tolerance=True).count() == len(short)
    blocked.delete()
    assert [one.answer for one in prepare().context["questions"]] == ["yes", "yes"]


def test_somebody_else_asking_meanwhile_fails_nobodys_job(
    house, page, batch, short, monkeypatch
):
    """His look ahead takes the place of the one that is being worked out."""
    page.post(reverse("journal:prepare", args=[batch.pk]))
    mine, outlook = Progress.objects.latest("pk"), JournalOutlook.objects.get()

    def asked_meanwhile(command):
        monkeypatch.undo()
        other = house.user("otto", "accountant")
        prepare_in_background(batch.pk, other, TODAY, page="journal:post")
        return preview(command)

    monkeypatch.setattr("payments.journal.outlook.preview", asked_meanwhile)
    arguments = {"batch_id": batch.pk, "outlook_id": outlook.pk, "page": "journal:post"}
    run_job(prepare_batch, mine.pk, arguments)
    mine.refresh_from_db()
    assert (mine.state, mine.message) == (State.DONE, "")
    newer = JournalOutlook.objects.get()
    assert newer.pk != outlook.pk
    assert newer.is_being_made


def test_asked_twice_one_job_works_it_out(page, batch, short):
    prepare_url = reverse("journal:prepare", args=[batch.pk])
    assert page.post(prepare_url).url == page.post(prepare_url).url
    assert JournalOutlook.objects.count() == 1
    shown = page.get(reverse("journal:preview", args=[batch.pk])).content.decode()
    assert "being worked out" in shown


def test_what_was_kept_comes_back_as_questions(page, batch, short, prepare):
    prepare()
    questions = questions_of(JournalOutlook.objects.get())
    assert [name_of(one) for one in questions] == [f"tolerance-{one.line_no}" for one in short]
    assert {(one.amount, one.at_most, one.paid_on) for one in questions} == {(4, 5, TODAY)}


def test_an_auditor_looks_and_has_nothing_worked_out(house, client, batch, short):
    client.force_login(
        house.user("abel", "auditor"), "django.contrib.auth.backends.ModelBackend"
    )
    shown = client.get(reverse("journal:preview", args=[batch.pk])).content.decode()
    assert "Prepare the preview" not in shown
    assert client.post(reverse("journal:prepare", args=[batch.pk])).status_code == 403
    assert not JournalLine.objects.exclude(version=1).exists()
