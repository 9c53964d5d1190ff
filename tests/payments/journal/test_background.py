"""A long batch is posted by a job; until that has ended its lines stay as they are."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from arcore.jobs.models import Progress, State
from arcore.jobs.run import end
from ledger.applying.applicants import applicant
from ledger.applying.marks import mark
from ledger.posting import PostingRefused
from payments.journal.background import post_in_background
from payments.journal.copy_back import copy_back
from payments.journal.lines import add_line, change_line, delete_line
from payments.journal.posting import post_batch
from payments.journal.refused import JournalRefused
from payments.models import JournalLine
from tests.builders import TODAY
from tests.payments.journal.builders import line_of


@pytest.fixture
def line(house, batch):
    return line_of(batch, house, house.customer(), "-5")


@pytest.fixture
def progress(batch, line, jane):
    command = post_batch(batch.pk, version=1, user_id=jane.pk, today=TODAY)
    return post_in_background(batch.pk, command, jane)


@pytest.fixture
def page(client, jane):
    client.force_login(jane, "django.contrib.auth.backends.ModelBackend")
    return client


def test_nobody_changes_the_lines_meanwhile_and_is_told_who_posts(
    house, batch, line, progress, jane
):
    changes = (
        lambda: add_line(batch.pk, {"account_type": "customer"}, jane),
        lambda: change_line(line.pk, 1, {"amount": 7}, jane),
        lambda: delete_line(line.pk, 1),
        lambda: copy_back(0, batch.pk, user=jane),
    )
    for change in changes:
        with pytest.raises(JournalRefused, match="is being posted, as jane asked"):
            change()
    invoice = house.invoice_of("5", line.customer)
    owner = applicant(line.mark_owner)
    assert owner is not None
    with pytest.raises(PostingRefused, match="is being posted"):
        mark(owner, invoice.pk, user_id=jane.pk, now=timezone.now())
    line.refresh_from_db()
    assert (JournalLine.objects.count(), line.amount, line.version) == (1, -5, 1)


def test_the_grid_keeps_what_is_typed_and_the_page_leads_to_the_job(batch, progress, page):
    answer = page.post(reverse("journal:lines_row", args=[batch.pk]), {"row": "", "token": "t"})
    assert answer.status_code == 423
    assert "what you typed is kept" in answer.json()["say"]
    shown = page.get(batch.get_absolute_url()).content.decode()
    assert progress.get_absolute_url() in shown
    assert "data-live-grid" not in shown


def test_asked_again_the_same_job_goes_on(batch, line, progress, page, jane):
    command = post_batch(batch.pk, version=1, user_id=jane.pk, today=TODAY)
    assert post_in_background(batch.pk, command, jane) == progress
    posting = page.post(reverse("journal:post", args=[batch.pk]), {"version": "1"})
    assert posting.url == progress.get_absolute_url()
    assert Progress.objects.count() == 1


@pytest.mark.parametrize("state", [State.DONE, State.FAILED])
def test_an_ended_job_lets_the_lines_go_whether_it_posted_or_died(line, progress, jane, state):
    end(progress, state)
    assert change_line(line.pk, 1, {"amount": Decimal(-7)}, jane).amount == -7
