"""A posting that writes nothing is refused, unless a better reason is told already."""

import pytest

from ledger.posting import Refusal
from ledger.posting.checks.something_to_post import something_to_post
from tests.ledger.posting.requests import account_line, messages, request_of


def test_nothing_to_post_is_told():
    assert messages(something_to_post(request_of())) == [
        "Nothing to post. Enter quantities or lines first."
    ]


@pytest.mark.parametrize(
    "request_",
    [
        request_of(account_line("1")),
        request_of(own_rows=True),
        request_of(found=(Refusal("deleted"),)),
    ],
)
def test_rows_or_another_reason_are_enough(request_):
    assert messages(something_to_post(request_)) == []
