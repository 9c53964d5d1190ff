"""The broken file: a transposed digit in one closing balance, an entry in dollars in the other."""

from dataclasses import replace
from decimal import Decimal

from arcore.desk.demo.statements.camt import Entry, Statement
from arcore.values.money import ZERO

ENTRIES_EACH = 6


def broken_statements(clean: Statement) -> tuple[Statement, Statement]:
    """Two statements made of the clean one's entries, as a bank sent them on a bad day."""
    each = min(ENTRIES_EACH, max(1, len(clean.entries) // 2))
    first, second = clean.entries[:each], clean.entries[each:][:each]
    between = clean.opening + _sum(first)
    in_dollars = replace(second[0], currency="USD") if second else None
    return (
        replace(clean, number=clean.number + 1, entries=first, closing=transpose(between)),
        replace(
            clean,
            number=clean.number + 2,
            opening=between,
            entries=(in_dollars, *second[1:]) if in_dollars else (),
            closing=between + _sum(second),
        ),
    )


def _sum(entries: tuple[Entry, ...]) -> Decimal:
    return sum((entry.amount for entry in entries), ZERO)


def transpose(amount: Decimal) -> Decimal:
    """Swap the first two neighbouring digits that differ: 12345.60 -> 21345.60."""
    digits = list(f"{amount:.2f}")
    for place in range(len(digits) - 1):
        one, two = digits[place], digits[place + 1]
        if one.isdigit() and two.isdigit() and one != two and two != "0":
            digits[place], digits[place + 1] = two, one
            break
    return Decimal("".join(digits))
