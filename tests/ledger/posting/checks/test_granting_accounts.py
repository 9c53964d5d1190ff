"""A discount that may be granted needs an account; one that can't be granted does not."""

from datetime import timedelta
from decimal import Decimal

import pytest

from ledger.posting.checks.granting_accounts import granting_accounts
from ledger.posting.for_sources import Acceptance, Application, PartyAccounts, ToleranceRules
from tests.ledger.posting.requests import (
    DAY,
    applied,
    messages,
    open_entry,
    party,
    party_line,
    request_of,
)

BARE = party(accounts=PartyAccounts(control=10))


def refused(entry, document_type="payment", customer=BARE):
    line = party_line("-980", document_type, party=customer, applies=applied(entry))
    return messages(granting_accounts(request_of(line)))


def invoice(discount="20", until=DAY):
    return open_entry("1000", remaining_discount=Decimal(discount), discount_date=until)


def test_a_discount_in_time_without_an_account_is_refused():
    (message,) = refused(invoice())
    assert "C1 Adatum has no payment discount account" in message


@pytest.mark.parametrize(
    "entry", [invoice("0"), invoice(until=None), invoice(until=DAY - timedelta(days=1))]
)
def test_a_discount_that_is_not_granted_needs_no_account(entry):
    assert refused(entry) == []


def test_a_credit_memo_is_granted_none():
    assert refused(invoice(), "credit_memo") == []


@pytest.mark.parametrize(("discount", "missing"), [("20", "credit"), ("-20", "debit")])
def test_only_the_account_of_the_discounts_side_is_needed(discount, missing):
    accounts: dict[str, int | None] = {
        "control": 10,
        "discount_debit": 20,
        "discount_credit": 21,
    }
    accounts[f"discount_{missing}"] = None
    customer = party(accounts=PartyAccounts(**accounts))
    assert refused(invoice(discount), customer=customer) == []


def test_a_document_paid_at_once_is_judged_by_its_own_line():
    document = party_line(
        "1000", "invoice", party=BARE, discount_date=DAY, discount_possible=Decimal(20)
    )
    payment = party_line("-980", number=1, party=BARE, applies=(Application(line=0),))
    assert len(messages(granting_accounts(request_of(document, payment)))) == 1


TOLERATING = PartyAccounts(control=10, discount_debit=20, discount_credit=21)
LATE = DAY - timedelta(days=1)


ACCEPTED = Acceptance()


def paying(entry, acceptance=ACCEPTED, **rules):
    customer = party(accounts=TOLERATING)
    line = party_line("-995", party=customer, applies=applied(entry), tolerance=acceptance)
    request = request_of(line, tolerance_rules=ToleranceRules(**rules))
    return messages(granting_accounts(request))


def test_tolerance_needs_its_accounts():
    tolerated = open_entry("1000", max_tolerance=Decimal(5))
    assert "C1 Adatum has no payment tolerance account" in paying(tolerated)[0]


def test_tolerance_that_is_declined_or_goes_to_discount_needs_none():
    tolerated = open_entry("1000", max_tolerance=Decimal(5))
    assert paying(tolerated, Acceptance(payment=False)) == []
    assert paying(tolerated, None) == []
    assert paying(tolerated, payment_as_discount=True) == []


@pytest.mark.parametrize(("grace_until", "refused"), [(DAY, 1), (LATE, 0)])
def test_a_late_discount_needs_an_account_within_its_grace_period(grace_until, refused):
    late = open_entry(
        "1000", remaining_discount=Decimal(20), discount_date=LATE,
        discount_tolerance_date=grace_until,
    )  # fmt: skip
    assert len(paying(late)) == refused
    assert paying(late, late_as_discount=True) == []
