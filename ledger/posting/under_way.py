"""Wait for postings that began before a change of set-up and may have read the old one."""

import time
from datetime import timedelta

from ledger.posting.sql import Query, fetch

LOOK_AGAIN = timedelta(milliseconds=50)

# Whoever posts has claimed a register and holds the table's write lock until it commits.
_POSTINGS = """
SELECT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND relation = 'ledger_register'::regclass AND granted
  AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def wait_for_postings(seconds: int) -> bool:
    """True once every posting that is under way now has ended; False if that takes longer.

    Call it after the change has committed: whatever posts from then on reads the new set-up, and
    what was under way has written its entries when this returns.
    """
    first, deadline = _postings(), time.monotonic() + seconds
    while first & _postings():
        if time.monotonic() >= deadline:
            return False
        time.sleep(LOOK_AGAIN.total_seconds())
    return True


def _postings() -> set[str]:
    return {row.virtualtransaction for row in fetch(Query(_POSTINGS))}
