import pytest
from django.db import IntegrityError, connection, transaction

from arcore.jobs import models
from arcore.jobs.models import Progress, State


def seen_from_outside(progress: Progress) -> tuple[int, int, str]:
    second = connection.copy()
    try:
        with second.cursor() as cursor:
            cursor.execute(
                "select done, total, message from jobs_progress where id = %s", [progress.pk]
            )
            return cursor.fetchone()
    finally:
        second.close()


def test_progress_is_seen_while_the_jobs_transaction_is_open(committed):
    progress = Progress.objects.create(title="Post", state=State.RUNNING, total=10)
    with transaction.atomic():
        Progress.objects.create(title="some work of the transaction")
        progress.report(4, message="Line 4")
        assert seen_from_outside(progress) == (4, 10, "Line 4")


def test_reports_in_quick_succession_are_written_once_and_the_last_one_always(
    committed, monkeypatch
):
    monkeypatch.setattr(models, "TELL_EVERY_S", 600)
    progress = Progress.objects.create(title="Post", state=State.RUNNING, total=1000)
    progress.report(1)
    progress.report(2)
    assert seen_from_outside(progress)[0] == 1
    progress.report(1000)
    assert seen_from_outside(progress)[0] == 1000


def test_a_report_changes_nothing_once_the_job_ended(committed):
    progress = Progress.objects.create(title="Post", state=State.QUEUED, total=10)
    progress.report(4)
    assert seen_from_outside(progress)[0] == 0


@pytest.mark.parametrize(("done", "total"), [(-1, 5), (6, 5), (1, -5)])
def test_impossible_steps_are_refused(done, total):
    with pytest.raises(ValueError, match="cannot be done"):
        Progress(title="Post", total=5).report(done, total=total)


@pytest.mark.parametrize(
    ("done", "total", "percent"),
    [(0, 3, 0), (1, 3, 33), (3, 3, 100), (0, 0, None), (7, 0, None)],
)
def test_percent_is_whole_and_unknown_without_a_total(done, total, percent):
    assert Progress(done=done, total=total).percent == percent


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"done": 3, "total": 2},
        {"state": State.DONE},
        {"state": "asleep"},
    ],
)
def test_the_database_refuses_what_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Progress.objects.create(title="Post", **wrong)
