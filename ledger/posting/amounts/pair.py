"""The pair of details that settles one entry with another, and what it does to both."""

from decimal import Decimal

from arcore.values.money import ZERO, round_amount
from ledger.models.open_entry import DetailedEntry
from ledger.posting.amounts.booking import Booking
from ledger.posting.amounts.discount import shrink_discounts
from ledger.posting.amounts.revaluation import (
    correct_remaining,
    realize,
    stands_at,
    take_back_unrealized,
)
from ledger.posting.plan import PlannedDetail, PlannedGeneral, Position

APPLICATION = DetailedEntry.EntryType.APPLICATION


def pair(booking: Booking, applied: Position, amount: Decimal, own_amount: Decimal) -> None:
    """Two application details that cancel out in local currency.

    `amount` is taken off the applied entry, with its sign and in its currency; `own_amount` is
    added to the applying entry, in that one's currency; what it had of unrealized gain or loss
    was taken back before discount and tolerance were granted on it.
    """
    applying, local = booking.applying, booking.exchange.local.code
    one_currency = applied.currency_id == applying.currency_id
    if applied.currency_id != local:
        take_back_unrealized(booking, applied, applying, amount)
    lcy = _pair_lcy(booking, applied, amount, own_amount)
    _write(booking, applied, amount, own_amount, lcy)
    if applied.currency_id != local:
        settle_rest = correct_remaining if one_currency and applied.remaining else realize
        settle_rest(booking, applied, applying)
    if applying.currency_id != local:
        realize(booking, applying, applied)
    for position in (applied, applying):
        _settle_discounts(position)


def _pair_lcy(
    booking: Booking, applied: Position, amount: Decimal, own_amount: Decimal
) -> Decimal:
    """LCY of the pair, with the sign of `amount`: one currency at the applied entry's rate.

    Between currencies at the applying entry's day: 50.00 of 100.00 EUR at 1.10 paid in EUR
    -> 55.00; paid in local currency with 60.00 -> 60.00.
    """
    applying, exchange = booking.applying, booking.exchange
    local = exchange.local.code
    if applied.currency_id == local:
        return amount
    if applying.currency_id == local:
        return own_amount
    if applied.currency_id != applying.currency_id:
        return exchange.in_local(amount, applied.currency_id)
    if amount == applied.remaining:
        return applied.remaining_lcy
    precision = exchange.local.precision
    if booking.accounts.rounding is None:  # nothing to correct later: the pair takes the cents
        left = stands_at(applied, applied.remaining - amount, precision)
        return applied.remaining_lcy - left
    return round_amount(amount * applied.factor, precision)


def _write(
    booking: Booking, applied: Position, amount: Decimal, own_amount: Decimal, lcy: Decimal
) -> None:
    applying, plan = booking.applying, booking.plan
    before = (applied.remaining_discount, applied.max_tolerance)
    own_before = (applying.remaining_discount, applying.max_tolerance)
    shrink_discounts(applying, applied, amount, own_amount, booking.exchange.precision_of)
    for position, other, signed, signed_lcy, theirs, snapshot in (
        (applied, applying, -amount, -lcy, -own_amount, before),
        (applying, applied, own_amount, lcy, amount, own_before),
    ):
        plan.details.append(
            PlannedDetail(
                position,
                booking.transaction,
                APPLICATION,
                signed,
                signed_lcy,
                booking.number,
                other,
                *snapshot,
            )
        )
        position.remaining += signed
        position.remaining_lcy += signed_lcy
        position.touched = True
        if position.remaining == ZERO:
            position.closed_by = other
            position.closed_at = booking.transaction.posting_date
            position.closed_by_amount = signed
            position.closed_by_amount_lcy = signed_lcy
            position.closed_by_currency_amount = theirs
    _balance_control_accounts(booking, applied, lcy)


def _balance_control_accounts(booking: Booking, applied: Position, lcy: Decimal) -> None:
    """Two posting groups: what leaves one control account comes to the other."""
    applying = booking.applying
    if applied.control_account_id == applying.control_account_id or lcy == ZERO:
        return
    kind, number, transaction = applying.document_type, booking.number, booking.transaction
    booking.plan.general.extend(
        PlannedGeneral(transaction, account, signed, kind, application=number)
        for account, signed in (
            (applied.control_account_id, -lcy),
            (applying.control_account_id, lcy),
        )
    )


def _settle_discounts(position: Position) -> None:
    """A closed entry has nothing left to give; an open one keeps its discount untouched."""
    if position.remaining == ZERO:
        position.remaining_discount = position.max_tolerance = ZERO
    elif abs(position.max_tolerance) > abs(position.remaining):
        position.max_tolerance = position.remaining
