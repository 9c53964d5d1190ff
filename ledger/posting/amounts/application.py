"""Application: what one applying entry settles (spec ledger-and-application, section 3).

The applying entry (normally the payment) meets open entries by due date, then entry number.
Entries of the opposite sign are settled by it; entries of its own sign (a credit memo beside a
payment) are absorbed only as far as the opposite ones need them, so that the applying entry
ends settled and what is left over stays on the older entry.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from arcore.values.money import ZERO
from ledger.models.open_entry import DetailedEntry
from ledger.posting.amounts.discount import payment_discount, shrink_discounts
from ledger.posting.plan import (
    Plan,
    PlannedDetail,
    PlannedGeneral,
    PlannedTransaction,
    Position,
)
from ledger.posting.request import PartyAccounts

Type = DetailedEntry.EntryType


@dataclass(frozen=True, slots=True)
class Target:
    """An entry and the most of it that may be applied, with the entry's sign."""

    position: Position
    amount: Decimal


def apply_entry(
    plan: Plan,
    transaction: PlannedTransaction,
    applying: Position,
    targets: Sequence[Target],
    accounts: PartyAccounts,
) -> None:
    """Append the details and G/L entries of one application to the plan.

    Payment -50.00 with credit memo -30.00 on invoice 60.00: payment and invoice close, the
    credit memo keeps -20.00.
    """
    plan.applications += 1
    number = plan.applications
    ordered = sorted(targets, key=_by_due_date)
    sign = 1 if applying.remaining > 0 else -1
    opposite = [t for t in ordered if t.position.remaining * sign < 0]
    same = [t for t in ordered if t.position.remaining * sign > 0]
    pool = abs(applying.remaining) + sum(abs(_capped(t)) for t in same)

    settled, used = [], ZERO
    for target in opposite:
        granted = payment_discount(
            applying.document_type,
            applying.posting_date,
            target.position,
            pool - used,
            target.amount,
        )
        full = abs(_capped(target)) if not granted else abs(target.position.remaining)
        taken = min(full, pool - used + abs(granted))
        if taken == ZERO:
            break
        settled.append((target.position, taken * -sign, granted))
        used += taken - abs(granted)

    shortfall = used - abs(applying.remaining)
    for position, amount in _absorbed(same, shortfall):
        _pair(plan, transaction, number, applying, position, amount)
    for position, amount, granted in settled:
        if granted:
            _grant_discount(plan, transaction, number, applying, position, granted, accounts)
        _pair(plan, transaction, number, applying, position, amount)


def _by_due_date(target: Target):
    existing = target.position.existing
    return (target.position.due_date, existing.id if existing else 0)


def _capped(target: Target) -> Decimal:
    if abs(target.amount) < abs(target.position.remaining):
        return target.amount
    return target.position.remaining


def _absorbed(same: Iterable[Target], shortfall: Decimal) -> Iterable[tuple[Position, Decimal]]:
    """Entries of the applying entry's sign, as far as they are needed."""
    for target in same:
        if shortfall <= ZERO:
            return
        available = _capped(target)
        taken = min(abs(available), shortfall)
        shortfall -= taken
        yield target.position, taken if available > 0 else -taken


def _grant_discount(
    plan: Plan,
    transaction: PlannedTransaction,
    number: int,
    applying: Position,
    applied: Position,
    discount: Decimal,
    accounts: PartyAccounts,
) -> None:
    """Discount is posted on the applying entry, and against the group's discount account."""
    lcy = _discount_lcy(plan, applying, applied, discount)
    plan.details.append(
        PlannedDetail(
            applying,
            transaction,
            Type.DISCOUNT,
            -discount,
            -lcy,
            number,
            applied,
            applied.remaining_discount,
            applied.max_tolerance,
        )
    )
    applying.remaining -= discount
    applying.remaining_lcy -= lcy
    account = accounts.discount_debit if lcy > 0 else accounts.discount_credit
    assert account is not None, "the check `discount_account` lets no such posting through"
    document_type = applying.document_type
    plan.general.append(PlannedGeneral(transaction, account, lcy, document_type))
    plan.general.append(
        PlannedGeneral(transaction, applying.control_account_id, -lcy, document_type)
    )


def _share_lcy(position: Position, amount: Decimal) -> Decimal:
    """The LCY part of an amount of the entry; all of it when the amount closes the entry.

    An entry in another currency is only ever closed whole here (check `application`).
    """
    return position.remaining_lcy if amount == position.remaining else amount


def _discount_lcy(
    plan: Plan, applying: Position, applied: Position, discount: Decimal
) -> Decimal:
    """In local currency the discount itself, else what the payment leaves of the invoice."""
    if applied.currency_id == plan.local.code:
        return discount
    return applied.remaining_lcy + applying.remaining_lcy


def _pair(
    plan: Plan,
    transaction: PlannedTransaction,
    number: int,
    applying: Position,
    applied: Position,
    amount: Decimal,
) -> None:
    """Two application details that cancel out; `amount` has the applied entry's sign."""
    lcy = _share_lcy(applied, amount)
    before = (applied.remaining_discount, applied.max_tolerance)
    own = (applying.remaining_discount, applying.max_tolerance)
    shrink_discounts(applying, applied, amount, plan.local.precision)
    for position, other, signed, signed_lcy, snapshot in (
        (applied, applying, -amount, -lcy, before),
        (applying, applied, amount, lcy, own),
    ):
        plan.details.append(
            PlannedDetail(
                position,
                transaction,
                Type.APPLICATION,
                signed,
                signed_lcy,
                number,
                other,
                *snapshot,
            )
        )
        position.remaining += signed
        position.remaining_lcy += signed_lcy
        _mark(position, other, transaction, signed, signed_lcy)
    if applied.control_account_id != applying.control_account_id:
        kind = applying.document_type
        plan.general.append(PlannedGeneral(transaction, applied.control_account_id, -lcy, kind))
        plan.general.append(PlannedGeneral(transaction, applying.control_account_id, lcy, kind))


def _mark(
    position: Position,
    other: Position,
    transaction: PlannedTransaction,
    amount: Decimal,
    amount_lcy: Decimal,
) -> None:
    """A closed entry has nothing left to give; an open one keeps its discount untouched."""
    position.touched = True
    if position.remaining == ZERO:
        position.closed_by = other
        position.closed_at = transaction.posting_date
        position.closed_by_amount = amount
        position.closed_by_amount_lcy = amount_lcy
        position.remaining_discount = position.max_tolerance = ZERO
    elif abs(position.max_tolerance) > abs(position.remaining):
        position.max_tolerance = position.remaining
