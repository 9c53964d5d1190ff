"""Databases for tests that commit: cloned from the migrated test database, dropped after.

Posted tables refuse truncation, so a test that commits can't be flushed; it gets a database of
its own instead.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases


def _admin(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture(scope="session")
def made_database(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The migrated test database, also where no test asks for `db` itself.

    pytest-django makes it only for those; without it the fixture would meet the real one.
    """
    with django_db_blocker.unblock():
        made = [] if _is_test_database() else setup_databases(0, interactive=False)
    yield connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        teardown_databases(made, 0)


@pytest.fixture(scope="session")
def template_database(made_database, django_db_blocker) -> Iterator[str]:
    """The migrated test database, copied once so that nobody is connected to it."""
    with django_db_blocker.unblock():
        source = made_database
        template = f"{source}_template"
        connection.close()
        _admin(f'DROP DATABASE IF EXISTS "{template}" WITH (FORCE)')
        # A session that an earlier test left behind would forbid the copy.
        _admin(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{source}'"
        )
        _admin(f'CREATE DATABASE "{template}" TEMPLATE "{source}"')
        yield template
        _admin(f'DROP DATABASE IF EXISTS "{template}" WITH (FORCE)')


def _is_test_database() -> bool:
    return connection.settings_dict["NAME"].startswith("test_")


@pytest.fixture
def own_database(template_database, django_db_blocker) -> Iterator[str]:
    """A database that the test may commit to; every thread and process sees the same."""
    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        name = f"{template_database[:40]}_{uuid4().hex[:8]}"
        connection.close()
        _admin(f'CREATE DATABASE "{name}" TEMPLATE "{template_database}"')
        connection.settings_dict["NAME"] = name
        try:
            yield name
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = before
            _admin(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def run_together(own_database) -> Callable[..., list[Any]]:
    """Run a function in n threads at the same moment, each on a connection of its own.

    Returns what each returned, or the exception it raised.
    """

    def together(count: int, task: Callable[..., Any], *arguments: Any) -> list[Any]:
        barrier = threading.Barrier(count)

        def one(place: int) -> Any:
            try:
                connection.ensure_connection()
                barrier.wait(timeout=30)
                return task(*(argument[place] for argument in arguments))
            except Exception as raised:
                return raised
            finally:
                connections.close_all()

        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(one, range(count)))

    return together


_CLIENTS = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
  AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


def until_alone() -> None:
    """Wait until the server has ended a killed client's session, which rolls its work back.

    The server's own housekeeping is no client: it may be at work here at any time.
    """
    _wait(lambda: not _count(_CLIENTS), "the killed client's session is still there")


def until_someone_waits() -> None:
    """Wait until another connection waits for a lock."""
    _wait(lambda: _count(f"{_CLIENTS} AND wait_event_type = 'Lock'") > 0, "nobody waits")


def _count(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return int(cursor.fetchone()[0])


def _wait(holds: Callable[[], bool], otherwise: str) -> None:
    until = monotonic() + 60
    while not holds():
        if monotonic() > until:
            raise AssertionError(otherwise)
        sleep(0.05)


@pytest.fixture
def guards_now(db) -> Callable[[], None]:
    """Fire the deferred guards that would fire at commit."""

    def fire() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    return fire
