"""Statement lines close a bank entry up to its remaining amount and no further."""

from decimal import Decimal

import pytest

from ledger.posting.checks.bank_closing_allowed import bank_closing_allowed
from ledger.posting.for_sources import BankClosing
from tests.ledger.posting.requests import DAY, messages, request_of


def closing(amount, remaining="100.00", **fields):
    known = {"number": 1, "entry_id": 7, "document_no": "P7", "bank_id": 5, "open": True}
    return BankClosing(
        **{**known, **fields},
        remaining=Decimal(remaining),
        amount=Decimal(amount),
        statement_no="S1",
        statement_line_no=1,
        closed_at=DAY,
    )


def refused(*closings):
    return messages(bank_closing_allowed(request_of(bank_closings=closings)))


@pytest.mark.parametrize("amounts", [["100"], ["40", "60"], ["0.01"]])
def test_up_to_the_remaining_amount_is_allowed(amounts):
    assert refused(*[closing(amount) for amount in amounts]) == []


@pytest.mark.parametrize("amounts", [["100.01"], ["60", "40.01"], ["-1"]])
def test_beyond_or_against_the_remaining_amount_is_refused(amounts):
    (message,) = refused(*[closing(amount) for amount in amounts])
    assert "has only 100.00 left" in message


def test_money_out_is_the_mirror():
    assert refused(closing("-100", "-100")) == []
    assert len(refused(closing("100", "-100"))) == 1


def test_an_entry_reconciled_meanwhile_is_refused():
    (message,) = refused(closing("100", open=False))
    assert "was reconciled meanwhile" in message


def test_another_entry_has_its_own_remainder():
    assert refused(closing("100"), closing("100", entry_id=8)) == []
