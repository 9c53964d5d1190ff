"""The running balance of an account: what its detailed entries come to up to a point.

Counted from the nearer end as the page is read: oldest first from nothing, newest first back
from what is open today. Each detail between two rows is summed once, in its index, whether the
rows between are shown or filtered out.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import NamedTuple

from django.db import connections
from django.db.models import Sum

from arcore.values.money import ZERO
from ledger.timeline.account import Account
from ledger.timeline.place import CHANGES_FROM


class Point(NamedTuple):
    """After this detailed entry, among those of its posting date."""

    day: date
    detail: int


_START, _END = Point(date.min, 0), Point(date.max, CHANGES_FROM)

_PARTS = """
SELECT coalesce(part.amount_lcy, 0)
FROM unnest(%s::date[], %s::bigint[], %s::date[], %s::bigint[]) WITH ORDINALITY
    AS w(after_day, after_detail, until_day, until_detail, place)
CROSS JOIN LATERAL (
    SELECT sum(d.amount_lcy) AS amount_lcy FROM {details} d
    WHERE d.{party}_id = %s AND (d.posting_date, d.id) > (after_day, after_detail)
      AND (d.posting_date, d.id) <= (until_day, until_detail)
) AS part
ORDER BY place
"""


def balances_at(
    account: Account, points: Sequence[Point], *, newest_first: bool
) -> list[Decimal]:
    """The balance (LCY) after each point, in their order; one query, or two newest first."""
    if newest_first:
        parts = _parts(account, [(older, newer) for newer, older in pairwise([_END, *points])])
        closing = _closing(account)
        return [closing - later for later in accumulate(parts)]
    return list(accumulate(_parts(account, list(pairwise([_START, *points])))))


def _parts(account: Account, spans: Sequence[tuple[Point, Point]]) -> list[Decimal]:
    """What was posted in each span, its end included."""
    if not spans:
        return []
    details = account.ledger.details
    text = _PARTS.format(details=details._meta.db_table, party=account.ledger.party)
    afters, untils = zip(*spans, strict=True)
    bounds = [
        list(column) for points in (afters, untils) for column in zip(*points, strict=True)
    ]
    with connections[details.objects.db].cursor() as cursor:
        cursor.execute(text, [*bounds, account.party_id])
        return [part for (part,) in cursor.fetchall()]


def _closing(account: Account) -> Decimal:
    """What is open, which is what all details come to."""
    found = account.ledger.entries.objects.open().filter(**account.own)
    return found.aggregate(total=Sum("remaining_lcy"))["total"] or ZERO
