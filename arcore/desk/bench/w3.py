"""W3: post a journal of 10,000 applied payments, against COPY of the same rows."""

from collections.abc import Iterator
from functools import partial

from django.db import connection
from django.test.utils import CaptureQueriesContext

from arcore.desk.bench.house import DAY, BenchHouse, bench_house
from arcore.desk.bench.journal_batch import make_batch, open_invoices
from arcore.desk.bench.raw_journal import post_raw
from arcore.desk.bench.result import Options, Result, result, seconds
from ledger.posting import post
from payments.journal.posting import post_batch
from payments.models import JournalBatch

FULL = 10_000
REACH = 0.3


def run(options: Options) -> Iterator[Result]:
    """One size; each round posts one journal of ours and one by COPY, in turn."""
    house = bench_house()
    size = options.size(FULL)
    for _place in range(2):  # the first of each warms up
        _round(house, min(size, 500), swap=False)
    rounds = [_round(house, size, swap=bool(place % 2)) for place in range(options.rounds)]
    yield result(
        "W3", size, size, rounds, reach=REACH, sql_per_item=statements(house, size) / size
    )


def _round(house: BenchHouse, size: int, *, swap: bool) -> tuple[float, float]:
    ids = open_invoices(house, 2 * size)
    tag = JournalBatch.objects.count()
    ours = make_batch(house, ids[:size], f"O{tag}")
    theirs = make_batch(house, ids[size:], f"R{tag}")
    if swap:
        limit = seconds(partial(post_raw, house, theirs.pk))
        return seconds(partial(post_ours, ours)), limit
    own = seconds(partial(post_ours, ours))
    return own, seconds(partial(post_raw, house, theirs.pk))


def post_ours(batch: JournalBatch) -> None:
    """As the job does it: one command, one register."""
    post(post_batch(batch.pk, version=batch.version, user_id=None, today=DAY))


def statements(house: BenchHouse, size: int) -> int:
    """SQL statements that one journal takes, counted where they are sent."""
    tag = JournalBatch.objects.count()
    batch = make_batch(house, open_invoices(house, size), f"C{tag}")
    with CaptureQueriesContext(connection) as captured:
        post_ours(batch)
    return len(captured)
