import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from arcore.jobs import enqueue
from arcore.jobs.models import Progress
from tests.jobs.conftest import state_of, wait_until
from tests.jobs.sample_jobs import ask_and_fail, count


class Interrupted(Exception):
    pass


@transaction.atomic
def ask_and_be_interrupted():
    enqueue(count, title="Count", user=None, steps=3)
    raise Interrupted


def test_a_rollback_of_the_caller_takes_job_and_progress_back(committed):
    with pytest.raises(Interrupted):
        ask_and_be_interrupted()
    assert not Progress.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_a_commit_leaves_one_job_with_its_arguments(committed):
    progress = enqueue(count, title="Count", user=None, total=3, steps=3)
    queued = ProcrastinateJob.objects.get()
    assert (queued.pk, queued.status) == (progress.job_id, "todo")
    assert queued.args == {"progress_id": progress.pk, "arguments": {"steps": 3}}
    assert (state_of(progress), progress.total) == ("queued", 3)


def test_nobody_sees_the_job_before_the_commit(committed):
    with transaction.atomic():
        enqueue(count, title="Count", user=None, steps=3)
        second = connection.copy()
        with second.cursor() as cursor:
            cursor.execute("select count(*) from procrastinate_jobs")
            assert cursor.fetchone() == (0,)
        second.close()


def test_a_job_that_fails_takes_back_the_job_it_asked_for(start_worker):
    asking = enqueue(ask_and_fail, title="Ask", user=None)
    start_worker()
    wait_until(lambda: state_of(asking) == "failed")
    assert list(Progress.objects.values_list("title", flat=True)) == ["Ask"]
    assert not ProcrastinateJob.objects.filter(task_name="sample.count").exists()
