"""The running balance of an account: what its detailed entries come to up to a point."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import connections

from ledger.timeline.account import Account

# One statement for a page: the first sum is the opening balance, each further one what came
# between two rows, whether shown or filtered out. Every detail is read once, in its index.
_BALANCES = """
WITH wanted AS (
    SELECT place, day, last,
           coalesce(lag(day) OVER (ORDER BY place), '-infinity') AS day_before,
           coalesce(lag(last) OVER (ORDER BY place), 0) AS last_before
    FROM unnest(%s::date[], %s::bigint[]) WITH ORDINALITY AS w(day, last, place)
)
SELECT sum(part.amount_lcy) OVER (ORDER BY place) FROM wanted, LATERAL (
    SELECT coalesce(sum(d.amount_lcy), 0) AS amount_lcy FROM {details} d
    WHERE d.{party}_id = %s AND (d.posting_date, d.id) > (day_before, last_before)
      AND (d.posting_date, d.id) <= (day, last)
) AS part ORDER BY place
"""


def balances_at(account: Account, places: Sequence[tuple[date, int]]) -> list[Decimal]:
    """The balance (LCY) after each (date, detailed entry), given oldest first; one query."""
    if not places:
        return []
    details = account.ledger.details
    text = _BALANCES.format(details=details._meta.db_table, party=account.ledger.party)
    days, lasts = zip(*places, strict=True)
    with connections[details.objects.db].cursor() as cursor:
        cursor.execute(text, [list(days), list(lasts), account.party_id])
        return [balance for (balance,) in cursor.fetchall()]
