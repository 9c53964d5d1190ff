import asyncio
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob

from arcore.jobs import enqueue
from arcore.jobs.models import Progress
from arcore.jobs.recovery import MOST_ATTEMPTS, recover_jobs
from tests.jobs.conftest import state_of, wait_until
from tests.jobs.sample_jobs import has_begun, wait_for


def recover(dead_after_s: float = 0) -> list[int]:
    """In a thread of its own: the browser of another test may have left a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, recover_on_a_pool(dead_after_s)).result()


async def recover_on_a_pool(dead_after_s: float) -> list[int]:
    """As a worker does it; Django's connector hands the jobs' arguments over as text."""
    its_app = app.with_connector(DjangoConnector().get_worker_connector())
    async with its_app.open_async():
        return await recover_jobs(its_app.job_manager, dead_after_s)


def test_a_killed_workers_job_runs_again_to_its_end(start_worker, tmp_path):
    begun, go_on = tmp_path / "begun", tmp_path / "go on"
    progress = enqueue(wait_for, title="Wait", user=None, path=str(go_on), begun=str(begun))
    first = start_worker()
    wait_until(lambda: has_begun(begun))
    first.kill()
    first.wait()
    assert state_of(progress) == "running"
    assert recover() == [progress.job_id]
    assert ProcrastinateJob.objects.get(task_name="sample.wait_for").attempts == 1
    go_on.touch()
    start_worker()
    wait_until(lambda: state_of(progress) == "done")
    assert begun.read_text() == "began\nbegan\n"


def test_a_living_workers_job_is_left_alone(start_worker, tmp_path):
    begun, go_on = tmp_path / "begun", tmp_path / "go on"
    progress = enqueue(wait_for, title="Wait", user=None, path=str(go_on), begun=str(begun))
    start_worker()
    wait_until(lambda: has_begun(begun))
    assert recover(dead_after_s=20) == []
    go_on.touch()
    wait_until(lambda: state_of(progress) == "done")
    assert begun.read_text() == "began\n"


def test_a_job_that_kills_every_worker_is_given_up_and_says_so(committed):
    progress = enqueue(wait_for, title="Deadly", user=None, path="", begun="")
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set status = 'doing', attempts = %s", [MOST_ATTEMPTS - 1]
        )
    assert recover() == []
    assert ProcrastinateJob.objects.get().status == "failed"
    told = Progress.objects.get(pk=progress.pk)
    assert told.state == "failed"
    assert str(progress.job_id) in told.message
