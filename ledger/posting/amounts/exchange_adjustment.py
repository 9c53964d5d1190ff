"""What an open foreign amount gains or loses at a date's rate (ledger spec, sections 1 and 3)."""

from collections.abc import Iterable
from decimal import Decimal

from arcore.values.money import ZERO, round_amount


def difference_at(
    remaining: Decimal, remaining_lcy: Decimal, factor: Decimal, precision: Decimal
) -> Decimal:
    """LCY that is missing to remaining x rate; a gain when positive.

    100.00 USD standing at 90.00, at 0.95 -> 5.00; owed to a vendor, -100.00 at -90.00 -> -5.00.
    """
    return round_amount(remaining * factor, precision) - remaining_lcy


def with_earlier(
    difference: Decimal, gain: Decimal, loss: Decimal
) -> list[tuple[Decimal, bool]]:
    """The difference in parts, each with whether it takes back an earlier one of the other kind.

    An entry stands with a gain or with a loss, never with both: -8.00 after a gain of 5.00 ->
    -5.00 taken back, -3.00 loss. Nothing for no difference.
    """
    earlier = loss if difference > ZERO else gain
    back = min(abs(difference), abs(earlier)) if earlier * difference < ZERO else ZERO
    sign = 1 if difference > ZERO else -1
    parts = [(back * sign, True), (difference - back * sign, False)]
    return [part for part in parts if part[0]]


def taken_back(
    difference: Decimal, remaining: Decimal, later: Iterable[Decimal], precision: Decimal
) -> list[Decimal]:
    """What later changes of the remaining amount take back of a difference, each its part.

    5.00 on 100.00, then -40.00 and -60.00 applied -> -2.00 and -3.00. What an unapplication
    gave back in between had no part in the difference.
    """
    left, found = difference, []
    for change in later:
        back = ZERO
        if change * remaining < ZERO:
            part = min(abs(change), abs(remaining)) / abs(remaining)
            back = -round_amount(left * part, precision)
        remaining, left = remaining + change, left + back
        found.append(back)
    return found
