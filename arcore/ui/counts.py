"""How many rows a list has, without ever counting a million of them.

An unfiltered list shows PostgreSQL's own estimate ("about 1,204,000"); a filtered one counts
at most `CAP` rows and then says "10,000+".
"""

from dataclasses import dataclass

from django.db import connections
from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

CAP = 10_000


@dataclass(frozen=True)
class RowCount:
    """A number of rows and how sure we are: exact, estimated, or at least that many."""

    number: int
    is_estimate: bool = False
    is_capped: bool = False

    def __str__(self) -> str:
        number = number_format(self.number, use_l10n=True, force_grouping=True)
        if self.is_estimate:
            return _("about %(number)s") % {"number": number}
        return f"{number}+" if self.is_capped else number


def count_rows(queryset: QuerySet) -> RowCount:
    """Estimate for a whole table above the cap, otherwise a count that stops at the cap.

    Always one query, never reading more than `CAP + 1` rows.
    """
    query = queryset.query
    if not query.where and not query.combinator and not query.is_empty():
        return _whole_table(queryset)
    found = queryset.order_by()[: CAP + 1].count()
    return RowCount(CAP, is_capped=True) if found > CAP else RowCount(found)


def has_more_than(queryset: QuerySet, most: int) -> bool:
    """Whether there are more rows than that, reading at most one more."""
    return queryset.order_by()[: most + 1].count() > most


def _whole_table(queryset: QuerySet) -> RowCount:
    """The planner's statistics, unless a count up to the cap is exact."""
    connection = connections[queryset.db]
    table = connection.ops.quote_name(queryset.model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), (SELECT reltuples::bigint FROM pg_class"
            f" WHERE oid = to_regclass(%s)) FROM (SELECT 1 FROM {table} LIMIT {CAP + 1}) AS t",
            [table],
        )
        found, estimate = cursor.fetchone()
    if found <= CAP:
        return RowCount(found)
    if estimate > CAP:
        return RowCount(estimate, is_estimate=True)
    return RowCount(CAP, is_capped=True)
