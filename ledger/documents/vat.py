"""VAT of a document: per rate on the sum of its lines (spec customers-and-sales, section 3).

The VAT of one rate is rounded once, half away from zero, and spread over the lines; the largest
line takes the remainder. With prices including VAT the gross amounts are given instead.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from arcore.values.money import ZERO, round_amount, spread

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class LineValue:
    """What VAT needs of a line; `key` tells the VAT identifier and rate apart."""

    key: tuple[str, Decimal]
    quantity: Decimal
    unit_price: Decimal
    discount_percent: Decimal


@dataclass(frozen=True, slots=True)
class LineAmounts:
    """Amounts of one line in the document's currency; net + vat = gross."""

    net: Decimal
    vat: Decimal
    gross: Decimal


def line_amount(line: LineValue, precision: Decimal) -> Decimal:
    """Quantity × price less line discount, rounded: net or gross as the prices are.

    3 × 33.335 less 10 % = 90.0045 -> 90.00.
    """
    full = line.quantity * line.unit_price
    return round_amount(full * (HUNDRED - line.discount_percent) / HUNDRED, precision)


def document_amounts(
    lines: Sequence[LineValue], precision: Decimal, *, including_vat: bool = False
) -> list[LineAmounts]:
    """Net, VAT and gross of every line, so that each rate's VAT is right in total.

    Three lines of 0.33 at 20 %: VAT of 0.99 is 0.20, spread 0.07 + 0.07 + 0.06 in some order
    that gives the largest line the remainder.
    """
    amounts = [line_amount(line, precision) for line in lines]
    places: dict[tuple[str, Decimal], list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        places[line.key].append(place)
    vat = [ZERO] * len(lines)
    for (_identifier, rate), group in places.items():
        base = sum((amounts[place] for place in group), ZERO)
        divisor = HUNDRED + rate if including_vat else HUNDRED
        total = round_amount(base * rate / divisor, precision)
        shares = spread(total, [amounts[place] for place in group], precision)
        for place, share in zip(group, shares, strict=True):
            vat[place] = share
    return [
        LineAmounts(amount - tax, tax, amount)
        if including_vat
        else LineAmounts(amount, tax, amount + tax)
        for amount, tax in zip(amounts, vat, strict=True)
    ]
