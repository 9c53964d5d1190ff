"""An entry takes an application only if it is open, of the same party, early enough, not over."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from ledger.posting.checks.application_allowed import application_allowed
from ledger.posting.for_sources import Application
from tests.ledger.posting.requests import (
    DAY,
    VENDOR,
    applied,
    messages,
    open_entry,
    party_line,
    request_of,
)

INVOICE = open_entry("100.00")


def refused(*applications, amount="-100.00"):
    line = party_line(amount, applies=applications)
    return messages(application_allowed(request_of(line)))


@pytest.mark.parametrize("amount", ["0.01", "99.99", "100.00"])
def test_up_to_the_remaining_amount_is_allowed(amount):
    assert refused(Application(entry=INVOICE, amount=Decimal(amount))) == []


@pytest.mark.parametrize("amount", ["100.01", "1000"])
def test_more_than_remains_is_refused(amount):
    (message,) = refused(Application(entry=INVOICE, amount=Decimal(amount)))
    assert "INV1 has only 100.00 left" in message


@pytest.mark.parametrize("amount", ["0", "-5", "NaN"])
def test_zero_and_the_wrong_sign_are_refused(amount):
    (message,) = refused(Application(entry=INVOICE, amount=Decimal(amount)))
    assert "must have the sign" in message


def test_two_lines_share_an_entry_but_never_beyond_it():
    halves = [Application(entry=INVOICE, amount=Decimal(part)) for part in ("60", "40")]
    assert refused(*halves) == []
    (message,) = refused(*halves, Application(entry=INVOICE, amount=Decimal("0.01")))
    assert "not 100.01" in message


def test_a_closed_entry_is_refused():
    (message,) = refused(*applied(replace(INVOICE, open=False, remaining=Decimal(0))))
    assert "no longer open" in message


@pytest.mark.parametrize("other", [{"party_id": 2, "party_no": "C2"}, {"kind": VENDOR}])
def test_an_entry_of_someone_else_is_refused(other):
    (message,) = refused(*applied(replace(INVOICE, **other)))
    assert "belongs to" in message


def test_an_entry_posted_later_is_refused_and_the_same_day_is_not():
    assert refused(*applied(replace(INVOICE, posting_date=DAY))) == []
    (message,) = refused(*applied(replace(INVOICE, posting_date=DAY + timedelta(days=1))))
    assert "was posted on" in message


def test_entries_of_the_lines_own_sign_alone_have_nothing_to_settle():
    memo = open_entry("-30.00", "credit_memo", id=2, document_no="CRM1")
    (message,) = refused(*applied(memo))
    assert "CRM1 has the sign of the new entry" in message
    assert refused(*applied(memo, INVOICE)) == []


def test_a_line_of_the_same_transaction_is_not_judged_here():
    assert refused(Application(line=0)) == []
