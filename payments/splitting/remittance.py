"""A pasted remittance advice: lines of a document number and an amount; pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

MOST_LINES = 500


@dataclass(frozen=True, slots=True)
class Advised:
    """One line; `amount` is None where none was written, `problem` why it can't be read."""

    number: int
    document: str
    text: str
    amount: Decimal | None = None
    problem: str = ""


def read_advice(text: str, read_amount: Callable[[str], Decimal]) -> Sequence[Advised]:
    """Tab or semicolon comes between number and amount; empty lines and more columns are let go.

    "INV001<tab>100.00" -> INV001 with 100.00; "INV001" -> all that remains of it. `read_amount`
    raises ValueError, in words, for what is no amount.
    """
    lines = enumerate(text.splitlines(), start=1)
    return [_read(number, line, read_amount) for number, line in lines if line.strip()]


def _read(number: int, line: str, read_amount: Callable[[str], Decimal]) -> Advised:
    between = "\t" if "\t" in line else ";"
    document, *cells = (cell.strip() for cell in line.split(between))
    written = next((cell for cell in cells if cell), "")
    if not written:
        return Advised(number, document, line)
    try:
        amount = read_amount(written)
    except ValueError as bad:
        return Advised(number, document, line, problem=str(bad))
    return Advised(number, document, line, amount)
