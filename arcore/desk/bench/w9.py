"""W9: every list page at a million rows, page 1,000 against its own page 1, as a browser asks.

The limit is the same page at its beginning; a keyset pager makes both cost the same. The time is
that of the whole response, signed in as a superuser, through middleware and template.
"""

from collections.abc import Iterator
from functools import partial
from statistics import median
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from arcore.company.models import User
from arcore.desk.bench.history import fill_history
from arcore.desk.bench.house import bench_house
from arcore.desk.bench.lists import fill_lists
from arcore.desk.bench.result import Options, Result, books_verdict, result, seconds
from arcore.ui.keyset import Place, Sort, encode
from arcore.ui.lists import ListView

FULL = 1_000_000
PAGE = 1_000
REACH = 0.8
TIMES = 4


def run(options: Options) -> Iterator[Result]:
    """One result a list page; `queries` is what page 1,000 asks the database."""
    house = bench_house()
    size = options.size(FULL)
    fill_history(house, size)
    fill_lists(house, size)
    user, _new = User.objects.get_or_create(
        username="bench", defaults={"is_superuser": True, "is_staff": True}
    )
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        client = Client()
        client.force_login(user)
        books = books_verdict()
        for url, view in sorted(list_pages()):
            yield _measure(client, url, view, options, books)


def list_pages() -> list[tuple[str, type[ListView]]]:
    """Address and class of every list page that needs no argument."""
    found: list[tuple[str, type[ListView]]] = []

    def walk(patterns: list[Any], prefix: str) -> None:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, route)
            elif isinstance(pattern, URLPattern):
                view = getattr(pattern.callback, "view_class", None)
                if view and issubclass(view, ListView) and "<" not in route:
                    found.append((f"/{route}", view))

    walk(get_resolver().url_patterns, "")
    return [page for page in found if not page[0].startswith("/ui/")]


def _measure(
    client: Client, url: str, view: type[ListView], options: Options, books: str
) -> Result:
    queryset = view().get_queryset()
    rows = queryset.model.objects.count()
    deep = url
    if rows > view.page_rows:
        deep = f"{url}?{urlencode({'after': _cursor(view, queryset, rows)})}"
    for address in (url, deep):
        _get(client, address)
    rounds = []
    for place in range(options.rounds):
        order = (deep, url) if place % 2 else (url, deep)
        taken = {
            address: median(seconds(partial(_get, client, address)) for _ in range(TIMES))
            for address in order
        }
        rounds.append((taken[deep], taken[url]))
    with CaptureQueriesContext(connection) as captured:
        _get(client, deep)
    return result(
        "W9",
        rows,
        1,
        rounds,
        reach=REACH,
        sql_per_item=len(captured),
        books=books,
        page=url,
        queries=len(captured),
    )


def _cursor(view: type[ListView], queryset: Any, rows: int) -> str:
    """The cursor that following "next" 999 times arrives at (or the last page before the end)."""
    order = view._order_of()
    asked = Sort.parse(view.default_sort)
    sort = Sort(order.get(asked.column, asked.column), asked.descending)
    place = min(PAGE - 1, (rows - 1) // view.page_rows) * view.page_rows - 1
    row = queryset.order_by(*sort.order_by())[place]
    return encode(Place(getattr(row, sort.column), row.pk, start=place + 2), sort)


def _get(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
