"""What the source found is refused together with the rest."""

from ledger.posting import Refusal
from ledger.posting.checks import run_checks
from tests.ledger.posting.requests import account_line, messages, request_of


def test_refusals_of_the_source_come_first_and_each_once():
    found = (Refusal("deleted meanwhile"), Refusal("deleted meanwhile"))
    told = messages(run_checks(request_of(account_line("1"), found=found)))
    assert told[0] == "deleted meanwhile"
    assert told.count("deleted meanwhile") == 1
    assert any("out of balance" in message for message in told)
