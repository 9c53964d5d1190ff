"""Rounding of amounts: the one file where an amount loses digits.

Half away from zero to the currency's precision (ledger spec, first paragraph). Amounts are
Decimal; a float is refused because it has already lost what a book must keep.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

ZERO = Decimal("0")
CENT = Decimal("0.01")

# Wide enough for an 18-digit amount times an 18-digit factor without a second rounding.
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


def round_amount(amount: Decimal, precision: Decimal = CENT) -> Decimal:
    """The multiple of `precision` nearest to `amount`, halves away from zero.

    0.125 -> 0.13, -0.125 -> -0.13; to 0.05: 1.02 -> 1.00, 1.025 -> 1.05.
    Raises TypeError for anything but Decimal, ValueError for NaN, infinity or a precision
    that is not positive.
    """
    if not isinstance(amount, Decimal):
        raise TypeError(f"An amount is a Decimal, not {type(amount).__name__}.")
    if not amount.is_finite() or not precision > ZERO:
        raise ValueError(f"{amount} can't be rounded to {precision}.")
    if _is_power_of_ten(precision):
        rounded = amount.quantize(precision, context=_EXACT)
    else:
        steps = _EXACT.to_integral_value(_EXACT.divide(amount, precision))
        rounded = _EXACT.multiply(steps, precision)
    return rounded if rounded else abs(rounded)  # never minus zero


@cache
def _is_power_of_ten(precision: Decimal) -> bool:
    """Asked for every amount, of the few precisions that currencies have."""
    return precision.as_tuple().digits == (1,)


def spread(
    total: Decimal, weights: Sequence[Decimal], precision: Decimal = CENT
) -> list[Decimal]:
    """`total`, rounded, shared in proportion to `weights`; the parts sum to it exactly.

    The part with the largest weight (the first of equals) takes the remainder.
    100.00 over 1, 1, 1 -> 33.34, 33.33, 33.33. Weights that cancel out give everything to
    the largest. Raises ValueError when there is nothing to spread over.
    """
    whole = sum(weights, ZERO)
    if whole == ZERO:
        shares = [ZERO for _ in weights]
    else:
        shares = [_EXACT.divide(_EXACT.multiply(total, w), whole) for w in weights]
    return _settle_remainder(round_amount(total, precision), shares, weights, precision)


def round_parts(exact: Sequence[Decimal], precision: Decimal = CENT) -> list[Decimal]:
    """Each part rounded so that together they are the rounded sum of the exact parts.

    The largest part takes the remainder: VAT per rate spread over its lines.
    0.333, 0.333, 0.333 -> 0.34, 0.33, 0.33 (sum 0.999 -> 1.00). No parts give no parts.
    """
    if not exact:
        return []
    total = ZERO
    for part in exact:
        total = _EXACT.add(total, part)
    return _settle_remainder(round_amount(total, precision), exact, exact, precision)


def _settle_remainder(
    total: Decimal,
    shares: Sequence[Decimal],
    weights: Sequence[Decimal],
    precision: Decimal,
) -> list[Decimal]:
    if not weights:
        raise ValueError(f"{total} can't be spread over no parts.")
    parts = [round_amount(share, precision) for share in shares]
    largest = max(range(len(weights)), key=lambda place: abs(weights[place]))
    parts[largest] += total - sum(parts, ZERO)
    return parts
