"""W10: peak memory of the process that posts W3's journal, in MiB; the limit is the design's."""

import json
import subprocess
import sys
from collections.abc import Iterator

from django.conf import settings
from django.db import connection

from arcore.desk.bench.house import DAY, bench_house
from arcore.desk.bench.journal_batch import make_batch, open_invoices
from arcore.desk.bench.result import Options, Result, books_verdict
from arcore.desk.bench.w3 import FULL
from payments.models import JournalBatch

MOST_MIB = 300

# A process of its own, since a peak is never forgotten. VmHWM (KiB, Linux) and not ru_maxrss,
# which starts from the peak of the process that forked it.
_CHILD = """
import json, sys
import django
django.setup()
from datetime import date
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from ledger.posting import post
from payments.journal.posting import post_batch
def peak():
    status = open("/proc/self/status").read()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
before = peak()
day = date.fromisoformat(sys.argv[4])
post(post_batch(int(sys.argv[2]), version=int(sys.argv[3]), user_id=None, today=day))
print(json.dumps({"before": before, "peak": peak()}))
"""


def run(options: Options) -> Iterator[Result]:
    """One size; `ratio` is the limit over our peak, so that more is better."""
    house = bench_house()
    size = options.size(FULL)
    batch = make_batch(house, open_invoices(house, size), f"M{JournalBatch.objects.count()}")
    name = connection.settings_dict["NAME"]
    connection.close()
    child = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", _CHILD, name, str(batch.pk), str(batch.version), str(DAY)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(child.stdout)
    books = books_verdict()
    yield Result(
        workload="W10",
        size=size,
        ours_per_s=None,
        limit_per_s=None,
        ratio=MOST_MIB / told["peak"] if books == "ok" else None,
        reach=1.0,
        sql_per_item=0,
        noisy=False,
        books=books,
        more={"peak_mib": round(told["peak"]), "before_mib": round(told["before"])},
    )
