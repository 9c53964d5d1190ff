"""Page through any number of rows at constant cost, by position instead of by offset.

A page is read right after (or right before) a known row, ordered by one declared column
and the primary key: `(column, id) > (value, id)` walks the composite index straight to the
page. Chosen over OFFSET, which reads and throws away every earlier row.

The cursor in the URL is signed and names its sort order: anything changed, cut or made for
another order raises `BadCursor`, and the list shows page one with a notice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core import signing
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db.models import BooleanField, F, Func, Model, QuerySet, Value

_SIGNER = signing.Signer(salt="arcore.ui.keyset")


class BadCursor(ValueError):
    """The cursor was not made by this list in this order."""


@dataclass(frozen=True)
class Sort:
    """One declared column and a direction; the primary key always breaks ties."""

    column: str
    descending: bool = False

    @classmethod
    def parse(cls, text: str) -> "Sort":
        """`-due_date` is due date, newest first."""
        return cls(text.removeprefix("-"), text.startswith("-"))

    def __str__(self) -> str:
        return f"-{self.column}" if self.descending else self.column

    def order_by(self, *, backward: bool = False) -> tuple[str, str]:
        sign = "-" if self.descending != backward else ""
        return f"{sign}{self.column}", f"{sign}pk"


@dataclass(frozen=True)
class Place:
    """A gap between two rows: after `(value, pk)`, or before it when `backward`.

    `start` is the 1-based position of the page's first row where it is known; it only serves
    the words "51 to 100", never the query. `pk` None and `backward` is the end of the list.
    """

    value: Any = None
    pk: Any = None
    backward: bool = False
    start: int | None = None


LAST = Place(backward=True)
Fetch = Callable[[Place | None, int], list[Any]]  # at most so many rows from a place on


@dataclass(frozen=True)
class KeysetPage:
    """Rows of one page and the ways out of it; None where there is no such page."""

    rows: Sequence[Any]
    start: int | None
    previous: Place | None
    next: Place | None


class _RowComparison(Func):
    """SQL row comparison `(column, pk) > (value, pk)`, which one index range answers."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, *expressions: Any, sign: str) -> None:
        super().__init__(*expressions)
        self.sign = sign

    def as_sql(self, compiler, connection, **_extra):  # type: ignore[override]
        parts, params = [], []
        for expression in self.source_expressions:
            sql, values = compiler.compile(expression)
            parts.append(sql)
            params.extend(values)
        column, pk, value, at = parts
        return f"({column}, {pk}) {self.sign} ({value}, {at})", params


def encode(place: Place, sort: Sort) -> str:
    """The cursor for a URL; only `decode` with the same sort reads it."""
    packed = [str(sort), _pack(place.value), _pack(place.pk), place.backward, place.start]
    return _SIGNER.sign_object(packed)


def decode(text: str, sort: Sort) -> Place:
    """The place a cursor names; raises BadCursor for anything not made by `encode`."""
    try:
        made_for, value, pk, backward, start = _SIGNER.unsign_object(text)
    except (signing.BadSignature, ValueError, TypeError) as broken:
        raise BadCursor(text[:80]) from broken
    if made_for != str(sort):
        raise BadCursor(text[:80])
    return Place(_unpack(value), _unpack(pk), backward, start)


def read_page(queryset: QuerySet, sort: Sort, place: Place | None, size: int) -> KeysetPage:
    """One page in one query: `size` rows from `place`, or from the top when None."""

    def fetch(place: Place | None, most: int) -> list[Any]:
        backward = place is not None and place.backward
        ordered = queryset.order_by(*sort.order_by(backward=backward))
        if place is not None and place.pk is not None:
            ordered = ordered.filter(beyond(place, sort))
        return list(ordered[:most])

    return page_of(fetch, sort, place, size)


def page_of(fetch: Fetch, sort: Sort, place: Place | None, size: int) -> KeysetPage:
    """One page of whatever `fetch` reads: rows from a place on, in the direction it names."""
    backward = place is not None and place.backward
    rows = fetch(place, size + 1)
    more = len(rows) > size
    rows = rows[:size]
    if backward:
        rows.reverse()
    if place is not None and place.pk is not None and _ran_off(rows, size, more, backward):
        return page_of(fetch, sort, None if backward else LAST, size)
    return _page(rows, sort, place, more=more, size=size)


def check_sortable(model: type[Model], columns: Sequence[str]) -> None:
    """Raise ImproperlyConfigured for a column that keyset paging would lose rows on.

    Sortable means a column of the table itself, indexed with the id, and not null.
    """
    for column in columns:
        try:
            field = model._meta.get_field(column)
        except FieldDoesNotExist as missing:
            raise ImproperlyConfigured(f"{model.__name__} has no column {column}") from missing
        if getattr(field, "null", False):
            raise ImproperlyConfigured(f"{model.__name__}.{column} may be null: not sortable")


def _ran_off(rows: list, size: int, more: bool, backward: bool) -> bool:
    """Going back met the top early, or the page is gone: show a whole page instead."""
    return (backward and not more and len(rows) < size) or not rows


def beyond(place: Place, sort: Sort) -> _RowComparison:
    """The rows behind a place, in the direction it names."""
    sign = "<" if sort.descending != place.backward else ">"
    return _RowComparison(
        F(sort.column), F("pk"), Value(place.value), Value(place.pk), sign=sign
    )


def _page(rows: list, sort: Sort, place: Place | None, *, more: bool, size: int) -> KeysetPage:
    start = 1 if place is None else place.start
    if place is not None and place.backward and not more:
        start = 1
    if not rows:
        return KeysetPage((), start, None, None)
    backward = place is not None and place.backward
    has_next = more if place is None or not backward else place.pk is not None
    has_previous = more if backward else place is not None
    after = None if start is None else start + len(rows)
    before = None if start is None or start <= size else start - size
    return KeysetPage(
        rows,
        start,
        _beside(rows[0], sort, start=before, backward=True) if has_previous else None,
        _beside(rows[-1], sort, start=after, backward=False) if has_next else None,
    )


def _beside(row: Any, sort: Sort, *, start: int | None, backward: bool) -> Place:
    return Place(getattr(row, sort.column), row.pk, backward, start)


def _pack(value: Any) -> list[Any]:
    match value:
        case datetime():
            return ["t", value.isoformat()]
        case date():
            return ["d", value.isoformat()]
        case Decimal():
            return ["n", str(value)]
        case None | bool() | int() | str():
            return ["", value]
    raise TypeError(f"A list cannot be ordered by {type(value).__name__} values")


def _unpack(packed: list[Any]) -> Any:
    kind, value = packed
    readers: dict[str, Callable[[str], Any]] = {
        "t": datetime.fromisoformat,
        "d": date.fromisoformat,
        "n": Decimal,
    }
    return readers[kind](value) if kind else value
