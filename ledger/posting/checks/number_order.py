"""Refuse a date before the last one of a series that keeps its numbers in date order."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ledger.posting.refusals import Refusal
from ledger.posting.request import PostingRequest


def number_order(request: PostingRequest) -> Iterable[Refusal]:
    """Checked again when the number is drawn, since another posting may come first."""
    for draw in request.draws:
        if draw.date_order and draw.last_date and draw.first_date < draw.last_date:
            yield Refusal(
                _(
                    "Series %(series)s keeps its numbers in date order and its last number is of "
                    "%(last)s: post on that day or later, not on %(day)s."
                )
                % {
                    "series": draw.series_code,
                    "last": date_format(draw.last_date, "SHORT_DATE_FORMAT"),
                    "day": date_format(draw.first_date, "SHORT_DATE_FORMAT"),
                },
                field="posting_date",
            )
