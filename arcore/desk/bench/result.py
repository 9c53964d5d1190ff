"""What a workload is asked for and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

from ledger.books import check_books

NOISY = 1.5


@dataclass(frozen=True)
class Options:
    """`scale` shrinks every size (1.0 is the design's), `rounds` is how often it is measured."""

    rounds: int = 5
    scale: float = 1.0

    def size(self, full: int) -> int:
        """A size at this scale, at least ten."""
        return max(10, int(full * self.scale))


@dataclass(frozen=True)
class Result:
    """One line of the report. Rates are items a second; `reach` is the design's target."""

    workload: str
    size: int
    ours_per_s: float | None
    limit_per_s: float | None
    ratio: float | None
    reach: float
    sql_per_item: float
    noisy: bool
    books: str
    more: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """For JSON, rounded to what a noisy machine can tell."""
        figures = {
            "workload": self.workload,
            "size": self.size,
            "ours_per_s": self.ours_per_s and round(self.ours_per_s, 1),
            "limit_per_s": self.limit_per_s and round(self.limit_per_s, 1),
            "ratio": self.ratio and round(self.ratio, 3),
            "reach": self.reach,
            "sql_per_item": round(self.sql_per_item, 4),
            "noisy": self.noisy,
            "books": self.books,
        }
        return figures | self.more


def seconds(task: Callable[[], Any]) -> float:
    """How long a task takes by the wall clock."""
    started = perf_counter()
    task()
    return perf_counter() - started


def books_verdict() -> str:
    """ "ok", or the broken laws by name."""
    return "; ".join(law.law for law in check_books()) or "ok"


def result(
    workload: str,
    size: int,
    items: int,
    rounds: list[tuple[float, float]],
    *,
    reach: float,
    sql_per_item: float,
    books: str | None = None,
    **more: Any,
) -> Result:
    """From (our seconds, limit's seconds) of every round over `items` items each.

    `books` is the verdict where a workload that only reads has it already.
    """
    books = books_verdict() if books is None else books
    broken = books != "ok"
    ours = median(own for own, _limit in rounds)
    limit = median(limit for _own, limit in rounds)
    ratios = [limit / own for own, limit in rounds]
    noisy = max(ratios) / min(ratios) > NOISY
    return Result(
        workload=workload,
        size=size,
        ours_per_s=items / ours if not broken else None,
        limit_per_s=items / limit if not broken else None,
        ratio=median(ratios) if not broken else None,
        reach=reach,
        sql_per_item=sql_per_item,
        noisy=noisy,
        books=books,
        more=more,
    )
