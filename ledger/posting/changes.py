"""From a plan to new values of rows that were there."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from arcore.values.money import ZERO
from ledger.posting.columns import (
    BANK_CHANGE,
    BANK_REVERSED,
    CUSTOMER_CHANGE,
    CUSTOMER_REVALUED,
    CUSTOMER_UNDONE,
    GENERAL_REVERSED,
    VENDOR_CHANGE,
    VENDOR_REVALUED,
    VENDOR_UNDONE,
    Table,
)
from ledger.posting.known import PartyKind
from ledger.posting.plan import Plan, Position
from ledger.posting.rows import Identities, Row, closing

_OF_PARTY = {
    PartyKind.CUSTOMER: (CUSTOMER_CHANGE, CUSTOMER_REVALUED, CUSTOMER_UNDONE),
    PartyKind.VENDOR: (VENDOR_CHANGE, VENDOR_REVALUED, VENDOR_UNDONE),
}


def changed_rows(plan: Plan, ids: Identities) -> list[tuple[Table, list[Row]]]:
    """New values of entries, details, G/L and bank entries that were there."""
    rows: list[tuple[Table, list[Row]]] = []
    for kind, (change, revalued, undone) in _OF_PARTY.items():
        positions = plan.changed_positions(kind)
        rows += [
            (change, [_change(p, ids) for p in positions if p.adjusted_factor is None]),
            (revalued, [_revalued(p, ids) for p in positions if p.adjusted_factor]),
            (undone, _undone(plan, kind, ids)),
        ]
    return [
        *rows,
        (GENERAL_REVERSED, _general_reversed(plan, ids)),
        (BANK_CHANGE, _bank_closings(plan)),
        (BANK_REVERSED, _bank_reversed(plan, ids)),
    ]


def _change(position: Position, ids: Identities) -> Row:
    mirror = position.reversed_with
    return (
        ids.entry(position),
        position.remaining,
        position.remaining_lcy,
        position.remaining != ZERO,
        position.remaining_discount,
        position.max_tolerance,
        *closing(position, ids),
        position.accepted_tolerance,
        position.accepted_discount_tolerance,
        mirror is not None,
        None if mirror is None else ids.entry(mirror),
    )


def _revalued(position: Position, ids: Identities) -> Row:
    return (ids.entry(position), position.remaining_lcy, position.adjusted_factor)


def _undone(plan: Plan, kind: PartyKind, ids: Identities) -> list[Row]:
    drawn = ids.ids[f"ledger_detailed{kind}entry_id_seq"]
    wanted = [d for d in plan.details if d.position.kind is kind]
    return [
        (detail.undoes, True, mirror)
        for mirror, detail in zip(drawn, wanted, strict=True)
        if detail.undoes is not None
    ]


def _general_reversed(plan: Plan, ids: Identities) -> list[Row]:
    drawn = ids.ids["ledger_generalledgerentry_id_seq"]
    return [
        (general.reverses, mirror)
        for mirror, general in zip(drawn, plan.general, strict=True)
        if general.reverses is not None
    ]


def _bank_reversed(plan: Plan, ids: Identities) -> list[Row]:
    return [
        (bank.reverses, ZERO, False, bank.transaction.posting_date, True, ids.bank(index))
        for index, bank in enumerate(plan.bank)
        if bank.reverses is not None
    ]


def _bank_closings(plan: Plan) -> list[Row]:
    """One row an entry, also where several statement lines share it."""
    left: dict[int, Decimal] = {}
    last: dict[int, Any] = {}
    closed: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for one in plan.bank_closings:
        closed[one.entry_id] += one.amount
        left[one.entry_id] = one.remaining - closed[one.entry_id]
        last[one.entry_id] = one
    return [
        (
            entry_id,
            remaining,
            remaining != ZERO,
            last[entry_id].statement_no,
            last[entry_id].statement_line_no,
            last[entry_id].closed_at if remaining == ZERO else None,
        )
        for entry_id, remaining in left.items()
    ]
