"""A blocked bank account takes no posting."""

import pytest

from ledger.posting.checks.bank_account_allowed import bank_account_allowed
from tests.ledger.posting.requests import bank_line, messages, request_of


@pytest.mark.parametrize(("blocked", "count"), [(False, 0), (True, 1)])
def test_a_blocked_bank_account_is_refused(blocked, count):
    found = messages(bank_account_allowed(request_of(bank_line("10", blocked=blocked))))
    assert len(found) == count
    assert all("MAIN Main bank is blocked" in message for message in found)
