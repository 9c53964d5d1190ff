"""A series that ran out is refused in words, not by a broken constraint."""

import pytest

from arcore.company.models import NumberSeries
from arcore.company.models.number_series import HIGHEST_NUMBER
from ledger.posting import PostingRefused
from ledger.posting.checks.numbers_left import numbers_left
from ledger.posting.for_sources import Draw
from tests.ledger.posting.requests import DAY, messages, request_of


@pytest.mark.parametrize(("left", "wanted", "refused"), [(2, 1, 0), (1, 1, 0), (1, 2, 1)])
def test_no_more_numbers_are_drawn_than_are_left(left, wanted, refused):
    last = HIGHEST_NUMBER - left
    drawn = Draw(
        1,
        "PS-INV",
        "INV",
        5,
        date_order=False,
        last_date=None,
        first_date=DAY,
        latest_date=DAY,
        count=wanted,
        last_number=last,
    )
    assert len(messages(numbers_left(request_of(draws=(drawn,))))) == refused


def test_an_exhausted_series_refuses_the_posting(house):
    NumberSeries.objects.filter(code="PS-INV").update(last_number=HIGHEST_NUMBER)
    with pytest.raises(PostingRefused, match="PS-INV has no numbers left"):
        house.post_draft(house.draft(house.customer()))
