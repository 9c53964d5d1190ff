"""Reverse: a posted transaction mirrored on its own date (ledger spec, section 3)."""

from ledger.models.open_entry import DetailedEntry
from ledger.posting.mirror import mirrored
from ledger.posting.plan import (
    Plan,
    PlannedBank,
    PlannedDetail,
    PlannedTransaction,
    Position,
)
from ledger.posting.positions import Positions, known_position, new_position
from ledger.posting.request import TransactionRequest
from ledger.posting.undoing import Reversal, ReversedEntry

Type = DetailedEntry.EntryType


def reverse(
    plan: Plan, transaction: PlannedTransaction, reversal: Reversal, existing: Positions
) -> None:
    """Mirror G/L and bank entries; each party entry and its mirror close each other."""
    plan.general.extend(
        mirrored(general, transaction, reverses=general.id) for general in reversal.general
    )
    for bank in reversal.banks:
        plan.bank.append(PlannedBank(transaction, bank.mirror, reverses=bank.id))
    for one in reversal.entries:
        _reverse_entry(plan, transaction, one, existing)


def _reverse_entry(
    plan: Plan, transaction: PlannedTransaction, one: ReversedEntry, existing: Positions
) -> None:
    wanted = TransactionRequest(transaction.posting_date, "", transaction.document_no, ())
    old = known_position(plan, existing, one.entry)
    new = new_position(plan, transaction, one.mirror, wanted)
    new.control_account_id = old.control_account_id
    old.reversed_with, new.reversed_with = new, old
    plan.details.append(
        PlannedDetail(new, transaction, Type.INITIAL, new.remaining, new.remaining_lcy)
    )
    plan.applications += 1
    for position, other in ((old, new), (new, old)):
        plan.details.append(
            PlannedDetail(
                position,
                transaction,
                Type.APPLICATION,
                -position.remaining,
                -position.remaining_lcy,
                plan.applications,
                other,
                position.remaining_discount,
                position.max_tolerance,
            )
        )
    for position, other in ((old, new), (new, old)):
        _close(position, other, transaction)


def _close(position: Position, other: Position, transaction: PlannedTransaction) -> None:
    position.closed_by, position.closed_at = other, transaction.posting_date
    position.closed_by_amount = -position.remaining
    position.closed_by_amount_lcy = -position.remaining_lcy
    position.closed_by_currency_amount = -position.remaining
    position.remaining = position.remaining_lcy = position.remaining * 0
    position.remaining_discount = position.max_tolerance = position.remaining
    position.touched = True
