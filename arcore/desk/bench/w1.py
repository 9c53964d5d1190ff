"""W1: post 10,000 direct invoices one by one, against raw SQL writing the same rows."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from arcore.desk.bench.house import DAY, BenchHouse, bench_house, make_drafts
from arcore.desk.bench.raw_invoice import post_raw
from arcore.desk.bench.result import Options, Result, result, seconds
from ledger.documents.posting import post_documents
from ledger.posting import post

FULL = 10_000
REACH = 0.5


def run(options: Options) -> Iterator[Result]:
    """One size: the design's ten thousand, spread over the rounds."""
    house = bench_house()
    size = options.size(FULL)
    yield measure("W1", house, options, size, REACH)


def measure(
    workload: str, house: BenchHouse, options: Options, size: int, reach: float, **more: Any
) -> Result:
    """Ours and the limit in turn, on drafts made beforehand."""
    each = max(10, size // options.rounds)
    drafts = make_drafts(house, 2 * each * options.rounds + 40, f"{workload}-{next_tag()}-")
    warm, drafts = drafts[:40], drafts[40:]
    post_ours(warm[:20])
    post_raw(house, warm[20:])
    rounds = []
    for place in range(options.rounds):
        mine = drafts[2 * place * each : (2 * place + 1) * each]
        theirs = drafts[(2 * place + 1) * each : (2 * place + 2) * each]
        if place % 2:
            limit = seconds(partial(post_raw, house, theirs))
            own = seconds(partial(post_ours, mine))
        else:
            own = seconds(partial(post_ours, mine))
            limit = seconds(partial(post_raw, house, theirs))
        rounds.append((own, limit))
    return result(
        workload,
        size,
        each,
        rounds,
        reach=reach,
        sql_per_item=statements_of_one(house),
        **more,
    )


def post_ours(draft_ids: list[int]) -> None:
    """As the screen does it: one command, one register each."""
    for draft_id in draft_ids:
        post(post_documents({draft_id: 1}, user_id=None, today=DAY))


def statements_of_one(house: BenchHouse) -> float:
    """SQL statements that posting one invoice takes, counted where they are sent."""
    draft_id = make_drafts(house, 1, f"count-{next_tag()}-")[0]
    with CaptureQueriesContext(connection) as captured:
        post_ours([draft_id])
    return float(len(captured))


def next_tag() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM ledger_salesdocument")
        return cursor.fetchone()[0]
