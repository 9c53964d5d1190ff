import signal
import time

from django.db import connection

from arcore.jobs import enqueue
from arcore.jobs.worker import GRACE_S
from tests.jobs.conftest import state_of, wait_until
from tests.jobs.sample_jobs import count, has_begun, wait_for


def test_a_worker_goes_on_after_the_database_dropped_its_connections(start_worker):
    first = enqueue(count, title="Before", user=None, steps=2)
    worker = start_worker()
    wait_until(lambda: state_of(first) == "done")
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid()"
        )
    second = enqueue(count, title="After", user=None, steps=2)
    wait_until(lambda: state_of(second) == "done")
    assert worker.poll() is None


def test_an_idle_worker_stops_at_once(start_worker):
    progress = enqueue(count, title="Count", user=None, steps=1)
    worker = start_worker()
    wait_until(lambda: state_of(progress) == "done")
    asked = time.monotonic()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=60) == 0
    assert time.monotonic() - asked < GRACE_S  # after which it is ended by force


def test_a_worker_that_is_stopped_lets_its_job_end(start_worker, tmp_path):
    begun, go_on = tmp_path / "begun", tmp_path / "go on"
    progress = enqueue(wait_for, title="Wait", user=None, path=str(go_on), begun=str(begun))
    worker = start_worker()
    wait_until(lambda: has_begun(begun))
    worker.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    assert worker.poll() is None
    go_on.touch()
    assert worker.wait(timeout=60) == 0
    assert state_of(progress) == "done"
