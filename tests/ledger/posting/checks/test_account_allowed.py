"""Blocked accounts and those of a subledger take no direct posting."""

import pytest

from ledger.posting.checks.account_allowed import account_allowed
from tests.ledger.posting.requests import account_line, messages, request_of


@pytest.mark.parametrize(
    ("account", "told"),
    [
        ({"blocked": True}, "7070 Sales is blocked"),
        ({"is_bank": True, "direct_posting": False}, "belongs to a bank account"),
        ({"direct_posting": False}, "allows no direct posting"),
        ({"blocked": True, "by_setup": True}, "is blocked"),
        ({"is_bank": True, "by_setup": True}, "belongs to a bank account"),
    ],
)
def test_an_account_that_may_not_be_posted_to_is_refused(account, told):
    (message,) = messages(account_allowed(request_of(account_line("10", **account), number=3)))
    assert told in message
    assert message.startswith("Line 3:")


@pytest.mark.parametrize("account", [{}, {"direct_posting": False, "by_setup": True}])
def test_an_ordinary_account_and_one_of_the_setup_are_allowed(account):
    assert messages(account_allowed(request_of(account_line("10", **account)))) == []
