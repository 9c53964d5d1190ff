"""W2: W1 by two workers on one gapless number series, against W1 by one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from time import perf_counter

from django.conf import settings
from django.db import connection

from arcore.desk.bench.house import bench_house, make_drafts
from arcore.desk.bench.result import Options, Result, result, seconds
from arcore.desk.bench.w1 import FULL, next_tag, post_ours, statements_of_one

REACH = 1.15
WORKERS = 2

# A worker waits for a line on its standard input, so that both start at the same moment.
_WORKER = """
import sys, django
django.setup()
from arcore.desk.bench.w1 import post_ours
ids = [int(x) for x in sys.stdin.readline().split()]
post_ours(ids[:20])
print("ready", flush=True)
sys.stdin.readline()
post_ours(ids[20:])
"""


def run(options: Options) -> Iterator[Result]:
    """The limit is one worker's time for the same number of invoices."""
    house = bench_house()
    size = options.size(FULL)
    each = max(10 * WORKERS, size // options.rounds // WORKERS * WORKERS)
    rounds = []
    for _round in range(options.rounds):
        one = make_drafts(house, each + 20, f"w2-{next_tag()}-")
        post_ours(one[:20])
        limit = seconds(partial(post_ours, one[20:]))
        both = make_drafts(house, each + 20 * WORKERS, f"w2-{next_tag()}-")
        rounds.append((_by_workers(both), limit))
    yield result("W2", size, each, rounds, reach=REACH, sql_per_item=statements_of_one(house))


def _by_workers(draft_ids: list[int]) -> float:
    """Seconds from the start signal until the last worker has ended."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    workers = []
    for place in range(WORKERS):
        worker = subprocess.Popen(  # noqa: S603 (our own interpreter, a constant program)
            [sys.executable, "-c", _WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=settings.BASE_DIR,
        )
        assert worker.stdin is not None
        worker.stdin.write(" ".join(str(i) for i in draft_ids[place::WORKERS]) + "\n")
        worker.stdin.flush()
        workers.append(worker)
    for worker in workers:
        assert worker.stdout is not None
        if worker.stdout.readline().strip() != "ready":
            raise RuntimeError("a worker of W2 did not start")
    started = perf_counter()
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()
    if any(worker.wait() for worker in workers):
        raise RuntimeError("a worker of W2 failed")
    connection.close_if_unusable_or_obsolete()
    return perf_counter() - started
