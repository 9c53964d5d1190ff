"""What foreign entries and bank accounts stood at on a day, and what is missing to its rate."""

from collections.abc import Iterable, Mapping, Sequence
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
    taken_back,
    with_earlier,
)

# Open now, or changed by an application after the day, so that it may have been open then.
_ENTRIES = """
SELECT e.id FROM ledger_{kind}ledgerentry e
WHERE e.currency_id = ANY(%s) AND e.posting_date <= %s AND (e.open OR e.id IN (
    SELECT d.entry_id FROM ledger_detailed{kind}entry d
    WHERE d.posting_date > %s AND d.application_no IS NOT NULL))
ORDER BY e.id
"""
ENTRIES = {kind: _ENTRIES.format(kind=kind.value) for kind in PartyKind}

# A row for what there was on the day, and one for each application that counts since then.
_STANDINGS = """
SELECT d.entry_id, CASE WHEN d.posting_date > %s THEN d.application_no END AS later,
       max(d.posting_date) AS day, sum(d.amount) AS amount, sum(d.amount_lcy) AS amount_lcy,
       coalesce(sum(d.amount_lcy) FILTER (WHERE d.entry_type = 'unrealized_gain'), 0) AS gain,
       coalesce(sum(d.amount_lcy) FILTER (WHERE d.entry_type = 'unrealized_loss'), 0) AS loss
FROM ledger_detailed{kind}entry d
WHERE d.entry_id = ANY(%s) AND (d.posting_date <= %s OR d.application_no IS NOT NULL)
GROUP BY 1, 2 HAVING sum(d.amount) <> 0
ORDER BY 1, max(d.id) FILTER (WHERE d.amount <> 0)
"""
STANDINGS = {kind: _STANDINGS.format(kind=kind.value) for kind in PartyKind}

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


@dataclass(frozen=True, slots=True)
class Standing:
    """What an entry stood at at the end of the day, and what changed its remaining amount since.

    `gain` and `loss` are unrealized by then. `since` has (application no., day, change), in
    order; what was undone since has no part in it.
    """

    entry: OpenEntry
    remaining: Decimal
    remaining_lcy: Decimal
    gain: Decimal
    loss: Decimal
    since: tuple[tuple[int, date, Decimal], ...]


def open_then(kind: PartyKind, codes: Sequence[str], day: date) -> Query:
    """Ids of what may have been open in these currencies at the end of the day."""
    return Query(ENTRIES[kind], (list(codes), day, day))


def standings(kind: PartyKind, ids: Sequence[int], day: date) -> Query:
    """What these entries stood at at the end of the day."""
    return Query(STANDINGS[kind], (day, list(ids), day))


def read_standings(entries: Mapping[int, OpenEntry], rows: Iterable[Any]) -> list[Standing]:
    """Of those that were open on the day, in the order of the rows.

    Backdated applications may overlap so that a day has a remaining amount of the other sign:
    such an entry is left out.
    """
    then: dict[int, Any] = {}
    since: dict[int, list[tuple[int, date, Decimal]]] = {}
    for row in rows:
        if row.later is None:
            then[row.entry_id] = row
        else:
            since.setdefault(row.entry_id, []).append((row.later, row.day, row.amount))
    return [
        Standing(
            entries[entry_id],
            row.amount,
            row.amount_lcy,
            row.gain,
            row.loss,
            tuple(since.get(entry_id, ())),
        )
        for entry_id, row in then.items()
        if row.amount * entries[entry_id].amount_lcy > ZERO
    ]


def foreign_banks(codes: Sequence[str], day: date) -> Query:
    """Bank accounts in these currencies with their balances of the day."""
    return Query(_BANKS, (day, list(codes)))


def read_foreign_banks(rows: Sequence[Any]) -> list[ForeignBank]:
    """In the order of the rows."""
    return [ForeignBank(Bank(*row[:6]), row.balance, row.balance_lcy) for row in rows]


def revalued_entries(
    found: Iterable[Standing], setup: Foreign, factor: Decimal, local: Currency
) -> list[tuple[date | None, Revaluation]]:
    """What each entry gained or lost, and what later applications take back of it on their day.

    An earlier gain is taken back before there is a loss. The day is None for the adjustment's.
    """
    revaluations: list[tuple[date | None, Revaluation]] = []
    for then in found:
        missing = difference_at(then.remaining, then.remaining_lcy, factor, local.precision)
        changes = [change for _number, _day, change in then.since]
        for amount, takes_back in with_earlier(missing, then.gain, then.loss):
            is_gain = (amount > ZERO) != takes_back
            own = _revaluation(then, setup, factor, amount, is_gain=is_gain)
            revaluations.append((None, own))
            backs = taken_back(amount, then.remaining, changes, local.precision)
            revaluations += [
                (day, _revaluation(then, setup, factor, back, is_gain=is_gain, number=number))
                for (number, day, _change), back in zip(then.since, backs, strict=True)
                if back
            ]
    return revaluations


def _revaluation(
    then: Standing,
    setup: Foreign,
    factor: Decimal,
    amount: Decimal,
    *,
    is_gain: bool,
    number: int | None = None,
) -> Revaluation:
    account = setup.unrealized_gain if is_gain else setup.unrealized_loss
    control = then.entry.control_account_id
    assert account is not None, "refused before"
    assert control is not None, "nothing is posted without one"
    return Revaluation(
        difference=amount,
        account_id=account,
        control_account_id=control,
        factor=factor,
        amount=then.remaining,
        stood_at=then.remaining_lcy,
        entry=then.entry,
        takes_back=(amount > ZERO) != is_gain,
        application_no=number,
    )


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
                amount=held.balance,
                stood_at=held.balance_lcy,
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
