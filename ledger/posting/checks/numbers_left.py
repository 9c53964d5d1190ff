"""Refuse drawing more numbers than a series has left."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from arcore.company.models.number_series import HIGHEST_NUMBER
from ledger.posting.refusals import Refusal
from ledger.posting.request import PostingRequest


def numbers_left(request: PostingRequest) -> Iterable[Refusal]:
    """A series ends at its highest number; checked again when the number is drawn."""
    for draw in request.draws:
        if draw.last_number + draw.count > HIGHEST_NUMBER:
            yield Refusal(
                _(
                    "Number series %(series)s has no numbers left. Ask an administrator to "
                    "assign another series."
                )
                % {"series": draw.series_code}
            )
