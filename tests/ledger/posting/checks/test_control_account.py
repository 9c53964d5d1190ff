"""Without a receivables account nothing can be posted to a customer."""

from ledger.posting.checks.control_account import control_account
from ledger.posting.for_sources import PartyAccounts
from tests.ledger.posting.requests import messages, party, party_line, request_of


def test_a_posting_group_without_a_control_account_is_refused():
    line = party_line("-10", party=party(accounts=PartyAccounts(control=None)))
    (message,) = messages(control_account(request_of(line)))
    assert "C1 Adatum has no posting group with a receivables account" in message


def test_a_complete_group_is_allowed():
    assert messages(control_account(request_of(party_line("-10")))) == []
