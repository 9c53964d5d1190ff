"""Posting dates lie in the user's period, else in the company's."""

from datetime import timedelta

import pytest

from arcore.company.posting_period import PostingRange
from ledger.posting.checks.period_open import period_open
from ledger.posting.for_sources import Period
from tests.ledger.posting.requests import DAY, account_line, messages, request_of

OPEN = PostingRange()
TODAY_ONLY = PostingRange(DAY, DAY)
LONG_AGO = PostingRange(None, DAY - timedelta(days=400))


@pytest.mark.parametrize(
    ("user", "company", "refused"),
    [
        (OPEN, OPEN, False),
        (OPEN, TODAY_ONLY, False),
        (OPEN, LONG_AGO, True),
        (TODAY_ONLY, LONG_AGO, False),
        (LONG_AGO, TODAY_ONLY, True),
    ],
)
def test_the_first_defined_period_rules(user, company, refused):
    period = Period(user, company)
    posted = request_of(account_line("1"), period=period)
    shipped = request_of(dates=(DAY,), period=period)
    assert bool(messages(period_open(posted))) is refused
    assert bool(messages(period_open(shipped))) is refused


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, False), (1, True)])
def test_both_ends_belong_to_the_period(days, refused):
    period = Period(OPEN, TODAY_ONLY)
    wanted = request_of(account_line("1"), day=DAY + timedelta(days=days), period=period)
    assert bool(messages(period_open(wanted))) is refused
