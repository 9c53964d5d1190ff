"""Jobs that are committed for real, so that other processes and connections see them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from django.db import connection

from arcore.jobs.models import Progress

SCRIPT = """
import asyncio, django
django.setup()
import tests.jobs.sample_jobs
from arcore.jobs.worker import work
asyncio.run(work(1))
"""
TABLES = (
    "jobs_progress",
    "procrastinate_periodic_defers",
    "procrastinate_events",
    "procrastinate_jobs",
    "procrastinate_workers",
)


@pytest.fixture(autouse=True)
def plain_static_files(settings) -> None:
    """Pages refer to the files as they are, so that no collecting is needed before."""
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}


@pytest.fixture
def committed(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Every statement is committed; the queue is empty before and after."""
    with django_db_blocker.unblock():
        empty_queue()
        yield
        empty_queue()
        connection.close()


def empty_queue() -> None:
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"delete from {table}")


def database_url() -> str:
    """The address of the database that this test runs on."""
    known = connection.get_connection_params()
    who = quote(known.get("user") or "", safe="")
    if known.get("password"):
        who += ":" + quote(known["password"], safe="")
    host = quote(known.get("host") or "", safe="")
    return f"postgresql://{who}@{host}:{known.get('port') or 5432}/{known['dbname']}"


@pytest.fixture
def start_worker(committed) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Start a worker that knows the sample jobs; it is gone after the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        surroundings = {
            **os.environ,
            "DATABASE_URL": database_url(),
            "ARCORE_SECRET_KEY": "worker under test",
        }
        worker = subprocess.Popen([sys.executable, "-c", SCRIPT], env=surroundings)
        started.append(worker)
        return worker

    yield start
    for worker in started:
        worker.send_signal(signal.SIGKILL)
        worker.wait()


def wait_until(holds: Callable[[], bool], seconds: float = 90) -> None:
    """Return as soon as it holds; fail when it does not in time."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def state_of(progress: Progress) -> str:
    return Progress.objects.values_list("state", flat=True).get(pk=progress.pk)
