"""Where lines stand in their batch: the row numbers that the clerk sees beside the grid.

Line numbers leave gaps, so that a line fits in between; whatever is told to people names the row.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db.models import Count, OuterRef, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber

from ledger.posting import Refusal
from payments.models import JournalLine


def place_of() -> Coalesce:
    """An annotation: the row of each line in its batch, the first is 1."""
    up_to = JournalLine.objects.filter(
        batch=OuterRef("batch"), line_no__lte=OuterRef("line_no")
    ).order_by()
    return Coalesce(Subquery(up_to.values("batch").annotate(n=Count("pk")).values("n")), 1)


def places(batch_id: int, numbers: Iterable[int]) -> Mapping[int, int]:
    """By line number, the rows of these lines; one query, none for no lines."""
    wanted = set(numbers)
    if not wanted:
        return {}
    lines = JournalLine.objects.filter(batch=batch_id)
    numbered = lines.annotate(place=Window(RowNumber(), order_by="line_no"))
    return {
        number: place
        for number, place in numbered.values_list("line_no", "place")
        if number in wanted
    }


def by_place(batch_id: int, refusals: Sequence[Refusal]) -> list[Refusal]:
    """The same refusals, each naming the row of its line."""
    rows = places(batch_id, (one.line for one in refusals if one.line is not None))
    return [
        replace(one, line=rows.get(one.line, one.line)) if one.line is not None else one
        for one in refusals
    ]
