"""An application is undone once, newest first, not before its own day (ledger spec, section 3)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from ledger.posting.checks.unapplication_allowed import unapplication_allowed
from ledger.posting.for_sources import PostedDetail, TransactionRequest, Unapplication
from tests.ledger.posting.requests import (
    CUSTOMER,
    DAY,
    messages,
    open_entry,
    party,
    request_of,
)

ENTRY = open_entry("100")
DETAIL = PostedDetail(
    id=1, entry_id=1, entry_type="application", amount=Decimal(-100), amount_lcy=Decimal(-100),
    applied_entry_id=2, discount_before=Decimal(0), max_tolerance_before=Decimal(0),
    unapplied=False,
)  # fmt: skip
UNDONE = replace(DETAIL, unapplied=True)
APPLICATION = Unapplication(3, CUSTOMER, party(), DAY, (ENTRY,), (DETAIL,), ())


def told(day=DAY, **changed):
    undone = replace(APPLICATION, **changed)
    transaction = TransactionRequest(day, "", "P1", (), unapplications=(undone,))
    return messages(unapplication_allowed(request_of(transactions=(transaction,))))


@pytest.mark.parametrize("days", [0, 1, 400])
def test_on_its_own_day_or_later(days):
    assert told(DAY + timedelta(days=days)) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"day": DAY - timedelta(days=1)}, "Unapply it on that day or later"),
        ({"details": ()}, "was undone before"),
        ({"details": (UNDONE, UNDONE)}, "was undone before"),
        ({"later": (("INV1", "P2"),)}, "INV1 was applied again later, by P2"),
        ({"entries": (replace(ENTRY, reversed=True),)}, "INV1 is reversed"),
    ],
)
def test_each_reason_is_told(changed, said):
    (message,) = told(**changed)
    assert said in message


def test_every_entry_that_was_applied_later_is_named():
    assert len(told(later=(("INV1", "P2"), ("INV2", "P3")))) == 2
