"""How the posting road speaks to the database: server-side parameters, prepared, pipelined.

Django's cursor interpolates parameters in the client and prepares nothing, which costs more
than the statements themselves. Statements here are constants, so the server keeps their plans.
Each statement is written to `connection.queries_log` while Django captures queries, so that
query budgets count it.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import psycopg
from django.db import connection
from psycopg.rows import namedtuple_row


class Query(NamedTuple):
    """A statement and its parameters; values are never part of the text."""

    text: str
    params: Sequence[Any] = ()


def _cursor() -> psycopg.Cursor:
    connection.ensure_connection()
    return psycopg.Cursor(connection.connection, row_factory=namedtuple_row)


def _execute(cursor: psycopg.Cursor, query: Query) -> None:
    if connection.queries_logged:
        connection.queries_log.append({"sql": query.text, "time": "0"})
    cursor.execute(query.text, query.params, prepare=True)


def fetch(query: Query) -> list[Any]:
    """The rows of one statement, as named tuples."""
    with connection.wrap_database_errors:
        cursor = _cursor()
        _execute(cursor, query)
        return cursor.fetchall()


def fetch_together(queries: Sequence[Query]) -> list[list[Any]]:
    """The rows of several statements, sent in one round trip."""
    if len(queries) == 1:  # a pipeline costs more than it saves
        return [fetch(queries[0])]
    with connection.wrap_database_errors:
        connection.ensure_connection()
        with connection.connection.pipeline():
            cursors = []
            for query in queries:
                cursor = _cursor()
                _execute(cursor, query)
                cursors.append(cursor)
            return [cursor.fetchall() for cursor in cursors]


def run(query: Query) -> None:
    """A statement without rows; inside `pipelined` it waits for nothing."""
    with connection.wrap_database_errors:
        _execute(_cursor(), query)


@contextmanager
def pipelined() -> Iterator[None]:
    """Statements run inside are sent in one round trip; an error surfaces at the end."""
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Append many rows with COPY; not possible inside `pipelined`."""
    text = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    if connection.queries_logged:
        connection.queries_log.append({"sql": text, "time": "0"})
    with connection.wrap_database_errors, _cursor() as cursor, cursor.copy(text) as copy:
        for row in rows:
            copy.write_row(row)
