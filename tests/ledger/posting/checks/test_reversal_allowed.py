"""What a journal posted goes back once, unapplied, in balance, on open accounts (section 3)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ledger.posting.checks.reversal_allowed import reversal_allowed
from ledger.posting.for_sources import (
    PostedGeneral,
    Reversal,
    ReversedBank,
    ReversedEntry,
    TransactionRequest,
)
from tests.ledger.posting.requests import (
    DAY,
    account_line,
    bank_line,
    messages,
    open_entry,
    party_line,
    request_of,
)


def general(number, amount, *, is_reversed=False, **account):
    return PostedGeneral(
        id=number, account=account_line("0", **account).account, amount=Decimal(amount),
        document_type="payment", description="", vat_rate=None, vat_base=None,
        vat_identifier="", reversed=is_reversed,
    )  # fmt: skip


ENTRY = ReversedEntry(
    open_entry("-100", "payment", document_no="P1"), party_line("100"),
    is_applied=False, is_revalued=False, was_applied=False,
)  # fmt: skip
BANK = ReversedBank(1, "P1", open=True, mirror=bank_line("-100"))
POSTED = Reversal(
    transaction_id=7, document_no="P1", is_journal=True, from_register=False,
    general=(general(1, "-100"), general(2, "100")), entries=(ENTRY,), banks=(BANK,),
)  # fmt: skip


def told(**changed):
    reversal = replace(POSTED, **changed)
    transaction = TransactionRequest(DAY, "payment", "P1", (), reversals=(reversal,))
    return messages(reversal_allowed(request_of(transactions=(transaction,))))


def entry(**changed):
    return {"entries": (replace(ENTRY, **changed),)}


def test_what_a_journal_posted_may_be_reversed():
    assert told() == []
    assert told(from_register=True) == []
    assert told(**entry(was_applied=True)) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"is_journal": False}, "was not posted by a journal"),
        (entry(is_applied=True), "is applied. Unapply it first"),
        (entry(is_revalued=True), "was revalued by an adjustment of exchange rates"),
        ({"from_register": True, **entry(was_applied=True)}, "Reverse its transaction instead"),
        (entry(entry=replace(ENTRY.entry, reversed=True)), "Transaction 7, P1, is reversed"),
        (
            {"general": (general(1, "-100", is_reversed=True), general(2, "100"))},
            "Transaction 7, P1, is reversed already",
        ),
        ({"banks": (replace(BANK, open=False),)}, "is on a reconciled bank statement"),
        (
            {"general": (general(1, "-100"), general(2, "100", blocked=True))},
            "G/L account 7070 Sales is blocked",
        ),
        ({"general": (general(1, "-100"), general(2, "99.99"))}, "P1, is out of balance"),
    ],
)
def test_each_reason_is_told(changed, said):
    (message,) = told(**changed)
    assert said in message


def test_several_reasons_come_together():
    blocked = (general(1, "-100"), general(2, "100", blocked=True))
    assert len(told(general=blocked, **entry(is_applied=True))) == 2
