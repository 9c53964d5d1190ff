"""Unapply: one application number mirrored, its entries as they were (ledger spec, section 3)."""

from arcore.values.money import ZERO
from ledger.models.amendment import EntryAmendment
from ledger.models.open_entry import DetailedEntry
from ledger.posting.mirror import mirrored
from ledger.posting.plan import (
    Plan,
    PlannedDetail,
    PlannedTransaction,
    Position,
)
from ledger.posting.positions import Positions, known_position
from ledger.posting.undoing import PostedDetail, Unapplication

APPLICATION = DetailedEntry.EntryType.APPLICATION


def unapply(
    plan: Plan,
    transaction: PlannedTransaction,
    undone: Unapplication,
    existing: Positions,
) -> None:
    """Mirror every detail and G/L entry; reopen the entries with discount and tolerance."""
    positions = {entry.id: known_position(plan, existing, entry) for entry in undone.entries}
    seen: set[int] = set()
    for detail in sorted(undone.details, key=lambda one: one.id):
        position = positions[detail.entry_id]
        plan.details.append(
            PlannedDetail(
                position,
                transaction,
                detail.entry_type,
                -detail.amount,
                -detail.amount_lcy,
                applied=positions.get(detail.applied_entry_id or 0),
                undoes=detail.id,
                application_no=undone.application_no,
            )
        )
        position.remaining -= detail.amount
        position.remaining_lcy -= detail.amount_lcy
        if detail.entry_type == APPLICATION and detail.entry_id not in seen:
            seen.add(detail.entry_id)
            _restore(position, detail, undone.amended)
    plan.general.extend(
        mirrored(general, transaction, application_no=undone.application_no)
        for general in undone.general
    )


def _restore(
    position: Position, before: PostedDetail, amended: frozenset[tuple[int, str]]
) -> None:
    """What the entry could still give before the application, unless that was amended since."""
    if (before.entry_id, EntryAmendment.Field.REMAINING_DISCOUNT) not in amended:
        position.remaining_discount = before.discount_before
    if (before.entry_id, EntryAmendment.Field.MAX_TOLERANCE) not in amended:
        position.max_tolerance = before.max_tolerance_before
    position.accepted_tolerance = ZERO
    position.accepted_discount_tolerance = False
    position.closed_by = position.closed_at = None
    position.closed_by_amount = position.closed_by_amount_lcy = ZERO
    position.closed_by_currency_amount = ZERO
    position.touched = True
