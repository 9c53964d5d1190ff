from datetime import date

import pytest

from arcore.company.posting_period import PostingRange, period_refusal

NONE = PostingRange()
JANUARY = PostingRange(date(2026, 1, 1), date(2026, 1, 31))
FROM_FEBRUARY = PostingRange(date(2026, 2, 1), None)
UNTIL_2025 = PostingRange(None, date(2025, 12, 31))


@pytest.mark.parametrize(
    ("day", "user", "company", "allowed"),
    [
        (date(2026, 1, 15), NONE, NONE, True),
        (date(1990, 1, 1), NONE, NONE, True),
        (date(2026, 1, 1), NONE, JANUARY, True),
        (date(2026, 1, 31), NONE, JANUARY, True),
        (date(2025, 12, 31), NONE, JANUARY, False),
        (date(2026, 2, 1), NONE, JANUARY, False),
        # the user's own period wins, wider or narrower
        (date(2026, 2, 1), FROM_FEBRUARY, JANUARY, True),
        (date(2026, 1, 31), FROM_FEBRUARY, JANUARY, False),
        (date(2025, 12, 31), UNTIL_2025, JANUARY, True),
        (date(2026, 1, 1), UNTIL_2025, JANUARY, False),
        # a blank end is open
        (date(2100, 12, 31), FROM_FEBRUARY, NONE, True),
        (date(1990, 1, 1), UNTIL_2025, NONE, True),
    ],
)
def test_the_first_defined_range_rules(day, user, company, allowed):
    assert (period_refusal(day, user, company) is None) is allowed


def test_the_refusal_says_whose_period_and_the_way_out():
    refusal = period_refusal(date(2026, 2, 1), NONE, JANUARY) or ""
    assert "the company's posting period" in refusal
    assert "ask an administrator to open the period" in refusal
    refusal = period_refusal(date(2026, 1, 1), FROM_FEBRUARY, JANUARY) or ""
    assert "your posting period" in refusal
    assert "ask an administrator to change your period" in refusal
