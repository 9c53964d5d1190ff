"""What open foreign entries and bank accounts stand at, and what is missing to a day's rate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from arcore.values.money import ZERO
from ledger.posting.for_sources import (
    Bank,
    BankLine,
    Currency,
    Foreign,
    OpenEntry,
    PartyKind,
    Query,
    Revaluation,
    difference_at,
    with_earlier,
)

_OPEN = """
SELECT e.id FROM ledger_{kind}ledgerentry e
WHERE e.open AND e.currency_id = ANY(%s) AND e.posting_date <= %s ORDER BY e.id
"""
OPEN = {kind: _OPEN.format(kind=kind.value) for kind in PartyKind}

_BANKS = """
SELECT b.id, b.code, b.name, b.account_id, b.currency_id, b.blocked,
       coalesce(sum(e.amount), 0) AS balance, coalesce(sum(e.amount_lcy), 0) AS balance_lcy
FROM ledger_bankaccount b
JOIN ledger_bankledgerentry e ON e.bank_account_id = b.id AND e.posting_date <= %s
WHERE b.currency_id = ANY(%s) GROUP BY b.id ORDER BY b.id
"""


@dataclass(frozen=True, slots=True)
class ForeignBank:
    """A bank account with what it held at the end of the day."""

    bank: Bank
    balance: Decimal
    balance_lcy: Decimal


def open_entries(kind: PartyKind, codes: Sequence[str], day: date) -> Query:
    """Ids of what is open in these currencies and was posted by the day."""
    return Query(OPEN[kind], (list(codes), day))


def foreign_banks(codes: Sequence[str], day: date) -> Query:
    """Bank accounts in these currencies with their balances of the day."""
    return Query(_BANKS, (day, list(codes)))


def read_foreign_banks(rows: Sequence[Any]) -> list[ForeignBank]:
    """In the order of the rows."""
    return [ForeignBank(Bank(*row[:6]), row.balance, row.balance_lcy) for row in rows]


def revalued_entries(
    entries: Iterable[OpenEntry], setup: Foreign, factor: Decimal, local: Currency
) -> list[Revaluation]:
    """What each entry gains or loses; an earlier gain is taken back before there is a loss."""
    assert setup.unrealized_gain is not None
    assert setup.unrealized_loss is not None
    found = []
    for entry in entries:
        assert entry.control_account_id is not None, "nothing is posted without one"
        missing = difference_at(entry.remaining, entry.remaining_lcy, factor, local.precision)
        parts = with_earlier(missing, entry.unrealized_gain, entry.unrealized_loss)
        for amount, takes_back in parts:
            is_gain = (amount > ZERO) != takes_back
            found.append(
                Revaluation(
                    difference=amount,
                    account_id=setup.unrealized_gain if is_gain else setup.unrealized_loss,
                    control_account_id=entry.control_account_id,
                    factor=factor,
                    entry=entry,
                    takes_back=takes_back,
                )
            )
    return found


def revalued_banks(
    banks: Iterable[ForeignBank], setup: Foreign, factor: Decimal, local: Currency
) -> list[Revaluation]:
    """What each bank account gains or loses: an entry without an amount in its currency."""
    assert setup.unrealized_gain is not None
    assert setup.unrealized_loss is not None
    found = []
    for held in banks:
        missing = difference_at(held.balance, held.balance_lcy, factor, local.precision)
        if not missing:
            continue
        found.append(
            Revaluation(
                difference=missing,
                account_id=setup.unrealized_gain if missing > ZERO else setup.unrealized_loss,
                control_account_id=held.bank.account_id,
                factor=factor,
                bank=BankLine(
                    number=0,
                    bank=held.bank,
                    document_type="",
                    amount=ZERO,
                    amount_lcy=missing,
                    description=f"{setup.code} {factor.normalize():f}",
                ),
            )
        )
    return found
