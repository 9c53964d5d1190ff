"""A discount that is granted needs an account; a payment that earns none does not."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from ledger.posting.checks.granting_accounts import granting_accounts
from ledger.posting.for_sources import (
    Acceptance,
    Application,
    EntryApplication,
    PartyAccounts,
    ToleranceRules,
    TransactionRequest,
)
from ledger.posting.work_out import work_out
from tests.ledger.posting.requests import (
    DAY,
    applied,
    messages,
    open_entry,
    party,
    party_line,
    request_of,
)

D = Decimal
BARE = party(accounts=PartyAccounts(control=10, group="HOME"))


def found(request):
    return messages(granting_accounts(request, work_out(request)))


def refused(*entries, document_type="payment", customer=BARE, paid="-980"):
    line = party_line(paid, document_type, party=customer, applies=applied(*entries))
    return found(request_of(line))


def invoice(discount="20", until=DAY):
    return open_entry("1000", remaining_discount=D(discount), discount_date=until)


def test_a_discount_in_time_without_an_account_is_refused():
    (message,) = refused(invoice())
    assert "Posting group HOME of C1 Adatum has no payment discount account" in message
    assert "20.00 EUR of discount would be granted" in message
    assert "Ask an administrator to complete the posting setup of the group" in message


@pytest.mark.parametrize(
    ("paid", "count"),
    [
        ("-979.99", 0),  # a cent less than earns it
        ("-980", 1),  # exactly
        ("-500", 0),
        ("-1000", 1),
    ],
)
def test_a_part_payment_earns_none_and_needs_no_account(paid, count):
    assert len(refused(invoice(), paid=paid)) == count


def test_an_earlier_invoice_may_take_the_money_that_a_discount_needs():
    first = replace(invoice("0"), id=2, due_date=DAY - timedelta(days=1))
    assert refused(first, invoice(), paid="-1979.99") == []
    assert len(refused(first, invoice(), paid="-1980")) == 1


def test_a_posted_payment_is_told_by_its_application():
    paid = open_entry("-980", "payment", id=9)
    one = EntryApplication(applying=paid, party=BARE, applies=applied(invoice()))
    wanted = TransactionRequest(DAY, "payment", "P1", (), number=4, entry_applications=(one,))
    request = request_of(transactions=(wanted,))
    (told,) = granting_accounts(request, work_out(request))
    assert told.line == 4
    assert told.message.startswith("Posting group HOME of C1 Adatum")


@pytest.mark.parametrize(
    "entry", [invoice("0"), invoice(until=None), invoice(until=DAY - timedelta(days=1))]
)
def test_a_discount_that_is_not_granted_needs_no_account(entry):
    assert refused(entry) == []


def test_a_credit_memo_is_granted_none():
    assert refused(invoice(), document_type="credit_memo") == []


@pytest.mark.parametrize("missing", ["credit", "debit"])
def test_only_the_account_of_the_discounts_side_is_needed(missing):
    accounts = PartyAccounts(control=10, discount_debit=20, discount_credit=21)
    without: dict[str, Any] = {f"discount_{missing}": None}
    customer = party(accounts=replace(accounts, **without))
    credit_memo = open_entry(
        "-1000", "credit_memo", remaining_discount=D(-20), discount_date=DAY
    )
    sides = {
        "debit": refused(invoice(), customer=customer),
        "credit": refused(credit_memo, document_type="refund", customer=customer, paid="980"),
    }
    assert {side for side, told in sides.items() if told} == {missing}


def test_a_document_paid_at_once_is_judged_by_its_own_line():
    document = party_line(
        "1000", "invoice", party=BARE, discount_date=DAY, discount_possible=D(20)
    )
    payment = party_line("-980", number=1, party=BARE, applies=(Application(line=0),))
    assert len(found(request_of(document, payment))) == 1


TOLERATING = PartyAccounts(control=10, discount_debit=20, discount_credit=21)
LATE = DAY - timedelta(days=1)


ACCEPTED = Acceptance()


def paying(entry, acceptance=ACCEPTED, **rules):
    customer = party(accounts=TOLERATING)
    line = party_line("-995", party=customer, applies=applied(entry), tolerance=acceptance)
    request = request_of(line, tolerance_rules=ToleranceRules(**rules))
    return found(request)


def test_tolerance_needs_its_accounts():
    tolerated = open_entry("1000", max_tolerance=D(5))
    (message,) = paying(tolerated)
    assert "C1 Adatum has no payment tolerance account" in message
    assert "a difference of 5.00 EUR would be tolerated" in message


def test_tolerance_that_is_declined_or_goes_to_discount_needs_none():
    tolerated = open_entry("1000", max_tolerance=D(5))
    assert paying(tolerated, Acceptance(payment=False)) == []
    assert paying(tolerated, None) == []
    assert paying(tolerated, payment_as_discount=True) == []


@pytest.mark.parametrize(("grace_until", "refused"), [(DAY, 1), (LATE, 0)])
def test_a_late_discount_needs_an_account_within_its_grace_period(grace_until, refused):
    late = open_entry(
        "1000", remaining_discount=D(20), discount_date=LATE,
        discount_tolerance_date=grace_until,
    )  # fmt: skip
    assert len(paying(late, late_as_discount=False)) == refused
    assert paying(late, late_as_discount=True) == []
