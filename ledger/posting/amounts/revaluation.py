"""What an application does to the local currency side of a foreign entry (ledger spec, section 3).

Earlier unrealized gain and loss is taken back in proportion to the part applied; what is left
then stands at remaining x original rate plus the unrealized rest. The way there is realized gain
or loss, or within one currency on the applied entry a correction of the remaining amount.
"""

from decimal import Decimal

from arcore.values.money import ZERO, round_amount
from ledger.models.open_entry import DetailedEntry
from ledger.posting.amounts.booking import Booking
from ledger.posting.plan import Position

Type = DetailedEntry.EntryType


def stands_at(position: Position, remaining: Decimal, precision: Decimal) -> Decimal:
    """Local currency value of a remaining amount at the entry's own rate, zero for a closed one."""
    if remaining == ZERO:
        return ZERO
    unrealized = position.unrealized_gain + position.unrealized_loss
    return round_amount(remaining * position.factor, precision) + unrealized


def take_back_unrealized(
    booking: Booking, position: Position, other: Position, amount: Decimal
) -> None:
    """Reverse unrealized gain and loss for the part of the entry that is applied.

    100.00 EUR revalued by +5.00, 50.00 applied -> -2.50.
    """
    if not (position.unrealized_gain or position.unrealized_loss):
        return
    setup = booking.market.currencies[position.currency_id]
    share = min(abs(amount), abs(position.remaining)) / abs(position.remaining)
    precision = booking.exchange.local.precision
    gain = round_amount(position.unrealized_gain * share, precision)
    loss = round_amount(position.unrealized_loss * share, precision)
    assert setup.unrealized_gain is not None, "the check `exchange_accounts` refuses this"
    assert setup.unrealized_loss is not None, "the check `exchange_accounts` refuses this"
    booking.adjust(Type.UNREALIZED_GAIN, position, other, -gain, setup.unrealized_gain)
    booking.adjust(Type.UNREALIZED_LOSS, position, other, -loss, setup.unrealized_loss)
    position.unrealized_gain -= gain
    position.unrealized_loss -= loss


def realize(booking: Booking, position: Position, other: Position) -> None:
    """Gain or loss that brings the entry to what it stands at.

    Payment 100.00 EUR at 1.20 takes an invoice at 1.10: -10.00 is left on it, gain 10.00.
    """
    precision = booking.exchange.local.precision
    gap = stands_at(position, position.remaining, precision) - position.remaining_lcy
    if gap == ZERO:
        return
    setup = booking.market.currencies[position.currency_id]
    account = setup.realized_gain if gap > ZERO else setup.realized_loss
    assert account is not None, "the check `exchange_accounts` refuses this"
    kind = Type.REALIZED_GAIN if gap > ZERO else Type.REALIZED_LOSS
    booking.adjust(kind, position, other, gap, account)


def correct_remaining(booking: Booking, position: Position, other: Position) -> None:
    """Cents by which a partly applied entry differs from remaining x rate, to the rounding account."""
    precision = booking.exchange.local.precision
    gap = stands_at(position, position.remaining, precision) - position.remaining_lcy
    account = booking.accounts.rounding
    if gap != ZERO and account is not None:
        booking.adjust(Type.CORRECTION, position, other, gap, account)
