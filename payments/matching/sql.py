"""How matching speaks to the database: server-side parameters, one plan per question.

Parameters are arrays of thousands; a plan made for few of them would be wrong for many, so
statements are not prepared. An array travels as one text that the server takes apart, since
adapting each element in Python costs more than the question. Each statement is logged, so that
query budgets count it.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from django.db import connection

SEPARATOR = "\x1f"  # never part of a number: see `numbers`


def array_sql(kind: str) -> str:
    """The placeholder of a parameter made by `array`."""
    return f"string_to_array(%s, E'\\x1f')::{kind}[]"


def array(values: Iterable[Any]) -> str:
    """Values without a separator inside, as one parameter for `array_sql`."""
    return SEPARATOR.join(map(str, values))


def ask(text: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows of one statement."""
    with connection.wrap_database_errors, _cursor() as cursor:
        _log(text)
        cursor.execute(text, params, prepare=False)
        return cursor.fetchall()


def tell(text: str, params: Sequence[Any] = ()) -> None:
    """A statement without rows."""
    with connection.wrap_database_errors, _cursor() as cursor:
        _log(text)
        cursor.execute(text, params, prepare=False)


def copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Append many rows."""
    text = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    _log(text)
    with connection.wrap_database_errors, _cursor() as cursor, cursor.copy(text) as stream:
        for row in rows:
            stream.write_row(row)


def _cursor() -> psycopg.Cursor:
    connection.ensure_connection()
    return psycopg.Cursor(connection.connection)


def _log(text: str) -> None:
    if connection.queries_logged:
        connection.queries_log.append({"sql": text, "time": "0"})
