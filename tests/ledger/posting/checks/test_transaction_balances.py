"""Debits equal credits in every document group, to the cent."""

import pytest

from ledger.posting.checks.transaction_balances import transaction_balances
from tests.ledger.posting.requests import (
    account_line,
    bank_line,
    messages,
    party_line,
    request_of,
)


@pytest.mark.parametrize(("cash", "out_by"), [("100.00", None), ("99.99", "-0.01")])
def test_a_cent_too_little_is_refused(cash, out_by):
    found = messages(transaction_balances(request_of(party_line("-100"), bank_line(cash))))
    assert found == (
        [f"The document is out of balance by {out_by}. Complete its balancing lines."]
        if out_by
        else []
    )


def test_each_transaction_balances_on_its_own():
    up, down = request_of(account_line("5")), request_of(account_line("-5"))
    both = request_of(transactions=(*up.transactions, *down.transactions))
    assert len(messages(transaction_balances(both))) == 2
