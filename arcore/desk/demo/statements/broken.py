"""The broken statement: a transposed digit in the closing balance, one entry in dollars."""

from dataclasses import replace
from decimal import Decimal

from arcore.desk.demo.statements.camt import Statement

KEPT_ENTRIES = 12


def broken_statement(clean: Statement) -> Statement:
    """The clean statement's first entries, as a bank sent them that had a bad day."""
    entries = list(clean.entries[:KEPT_ENTRIES])
    right = clean.opening + sum(entry.amount for entry in entries)
    middle = len(entries) // 2
    entries[middle] = replace(entries[middle], currency="USD")
    return replace(
        clean,
        number=clean.number + 100,
        entries=tuple(entries),
        closing=transpose(right),
    )


def transpose(amount: Decimal) -> Decimal:
    """Swap the first two neighbouring digits that differ: 12345.60 -> 21345.60."""
    digits = list(f"{amount:.2f}")
    for place in range(len(digits) - 1):
        one, two = digits[place], digits[place + 1]
        if one.isdigit() and two.isdigit() and one != two and two != "0":
            digits[place], digits[place + 1] = two, one
            break
    return Decimal("".join(digits))
