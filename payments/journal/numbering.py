"""Which document number a new line gets: its document's, or the next of the batch's series.

A number of the series is drawn when the line that carries it is saved. The proposal that the
clerk saw while typing may have gone to somebody else meanwhile; the line then gets the next one,
so that two clerks never write one number.
"""

import re
from collections.abc import Sequence
from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext as _

from arcore.company.errors import SetupRefusal
from arcore.company.models import NumberSeries
from arcore.values.money import ZERO
from ledger.posting import Refusal
from payments.journal.refused import JournalRefused
from payments.models import JournalBatch, JournalLine

_END = re.compile(r"^(.*?)(\d+)(\D*)$", re.DOTALL)


def proposed_number(batch: JournalBatch, last: JournalLine | None) -> str:
    """What a new line behind `last` starts with; drawn only when the line is saved.

    The number of a document that is still out of balance, else the next one.
    """
    if last is not None and last.document_no and still_open(last):
        return last.document_no
    if batch.series is not None:
        return batch.series.format(batch.series.last_number + 1)
    return next_of(last.document_no) if last is not None else ""


def still_open(line: JournalLine) -> bool:
    """Whether the line's document misses lines to balance it."""
    if line.balancing_type:
        return False
    left = line.batch.lines.filter(
        posting_date=line.posting_date,
        document_type=line.document_type,
        document_no=line.document_no,
        balancing_type="",
    ).aggregate(left=Sum("amount_lcy"))["left"]
    return bool(left or ZERO)


def next_of(number: str) -> str:
    """P0009 -> P0010; a number without figures gives nothing."""
    found = _END.match(number)
    if found is None:
        return ""
    head, figures, tail = found.groups()
    return f"{head}{int(figures) + 1:0{len(figures)}d}{tail}"


def number_for(batch: JournalBatch, wanted: str, day: date | None) -> str:
    """The number of a new line for which `wanted` was typed or proposed; the batch is held.

    Raises JournalRefused when the series has no numbers left or keeps dates in order.
    """
    series = batch.series
    if series is None or (wanted and _is_of_batch(batch, wanted)):
        return wanted
    held = NumberSeries.objects.select_for_update(no_key=True).get(pk=series.pk)
    place = place_in(held, wanted)
    if wanted and (place is None or place > held.last_number + 1):
        return wanted  # a number of the clerk's own
    return _draw(held, day)


def place_in(series: NumberSeries, number: str) -> int | None:
    """The place of a number in the series; None for one that the series doesn't give."""
    figures = number.removeprefix(series.prefix)
    if not number.startswith(series.prefix) or not figures.isascii() or not figures.isdecimal():
        return None
    place = int(figures)
    return place if series.format(place) == number else None


def _is_of_batch(batch: JournalBatch, number: str) -> bool:
    return batch.lines.filter(document_no=number).exists()


def _draw(series: NumberSeries, day: date | None) -> str:
    if day is None:
        message = _("Enter the posting date.")
        raise JournalRefused([Refusal(message, field="posting_date")])
    return _draw_held(series, [day], 1)[0]


def draw_numbers(series: NumberSeries, days: Sequence[date], count: int) -> list[str]:
    """As many numbers of the series for lines of these days; the batch is held.

    Raises JournalRefused when the series has no numbers left or keeps dates in order.
    """
    held = NumberSeries.objects.select_for_update(no_key=True).get(pk=series.pk)
    return _draw_held(held, days, count)


def _draw_held(series: NumberSeries, days: Sequence[date], count: int) -> list[str]:
    try:
        series.refuse_draw(min(days), count)
    except SetupRefusal as refused:
        raise JournalRefused([Refusal(str(refused), field="posting_date")]) from refused
    first = series.last_number + 1
    series.last_number += count
    series.last_date = max([*days, series.last_date or days[0]])
    series.save(update_fields=["last_number", "last_date"])
    return [series.format(first + step) for step in range(count)]
