"""Rows as a relation inside a statement: few as VALUES, many as one array for each column.

For the client single parameters are much cheaper than arrays (three rows of twelve columns take
15 µs against 80 µs), but the text grows with the number of rows. So up to `FEW` rows are written
out, which keeps the number of different texts small, and more come as arrays under one text.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

FEW = 4
Columns = tuple[tuple[str, str], ...]  # name and type of each


def relation(columns: Columns, count: int) -> str:
    """A FROM item for `count` rows, to be named by the caller: `relation(…) AS w(id, no)`."""
    return _relation(columns, count if count <= FEW else FEW + 1)


@cache
def _relation(columns: Columns, count: int) -> str:
    if 0 < count <= FEW:
        row = ", ".join(f"%s::{kind}" for _name, kind in columns)
        return f"(VALUES {', '.join([f'({row})'] * count)})"
    arrays = ", ".join(f"%s::{kind}[]" for _name, kind in columns)
    return f"unnest({arrays})"


def parameters(columns: Columns, rows: Sequence[Sequence[Any]]) -> list[Any]:
    """The values for `relation(columns, len(rows))`, in the order of its placeholders."""
    if 0 < len(rows) <= FEW:
        return [value for row in rows for value in row]
    if not rows:
        return [[] for _column in columns]
    return [list(column) for column in zip(*rows, strict=True)]


def names(columns: Columns) -> str:
    """The columns' names for the alias of a relation."""
    return ", ".join(name for name, _kind in columns)
