"""W11: W1 on top of a million entries of history, against W1 on an empty ledger.

The empty ledger is a copy of the database, made before history is filled in, so that rounds can
alternate between the two and a noisy machine hurts both. The copy is dropped afterwards.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from arcore.desk.bench.history import fill_history
from arcore.desk.bench.house import BenchHouse, bench_house, make_drafts
from arcore.desk.bench.result import Options, Result, result, seconds
from arcore.desk.bench.w1 import next_tag, post_ours, statements_of_one
from ledger.models import CustomerLedgerEntry

FULL = 1_000_000
INVOICES = 5_000
REACH = 0.85


def run(options: Options) -> Iterator[Result]:
    """One size. Run it before other workloads have filled the ledger."""
    house = bench_house()
    if CustomerLedgerEntry.objects.filter(source="history").exists():
        raise ValueError("W11 compares with an empty ledger: give bench a new database")
    full_name = connection.settings_dict["NAME"]
    empty_name = f"{full_name}_empty"
    each = max(10, options.size(INVOICES) // options.rounds)
    history = options.size(FULL)
    with _copy(full_name, empty_name):
        fill_history(house, history)
        rounds = []
        for place in range(options.rounds + 1):
            names = (full_name, empty_name) if place % 2 else (empty_name, full_name)
            taken = {name: _in(name, house, each) for name in names}
            if place:  # the first warms up
                rounds.append((taken[full_name], taken[empty_name]))
        _connect(full_name)
    yield result(
        "W11",
        history,
        each,
        rounds,
        reach=REACH,
        sql_per_item=statements_of_one(house),
    )


def _in(database: str, house: BenchHouse, count: int) -> float:
    """Seconds for posting `count` invoices in that database, after twenty to warm up."""
    _connect(database)
    drafts = make_drafts(house, count + 20, f"w11-{next_tag()}-")
    post_ours(drafts[:20])
    return seconds(lambda: post_ours(drafts[20:]))


def _connect(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database


@contextmanager
def _copy(source: str, name: str) -> Iterator[None]:
    quoted, original = (connection.ops.quote_name(x) for x in (name, source))
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted}")
        cursor.execute(f"CREATE DATABASE {quoted} TEMPLATE {original}")
    try:
        yield
    finally:
        _connect(source)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quoted}")
