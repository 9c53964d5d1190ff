"""What posting does to a recurring line (spec ledger-and-application, section 2).

Fixed keeps its amount, Variable and Balance are cleared; every date of the line moves by its
frequency. A reversing line also posts the opposite on the next day (`posting.transactions`).
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from arcore.values.date_formula import DateFormula
from arcore.values.money import ZERO
from payments.journal.values import Line


@dataclass(frozen=True, slots=True)
class Advanced:
    """The next dates of a line and the amount that stays on it."""

    line_id: int
    posting_date: date
    document_date: date | None
    due_date: date | None
    discount_date: date | None
    amount: Decimal


def with_balance(line: Line) -> Line:
    """A line of a balance method with the amount that empties its account; others as they are.

    5,000.00 on the account: -5,000.00.
    """
    if line.balance is None:
        return line
    return replace(line, amount=line.balance, amount_lcy=line.balance)


def advance(line: Line) -> Advanced:
    """The line after posting: 31-01-2026 with 1M comes again on 28-02-2026."""
    assert line.posting_date is not None, "the check `posting_date_given` refuses this"
    formula = DateFormula.parse(line.frequency)

    def later(day: date | None) -> date | None:
        return day and formula.apply(day)

    return Advanced(
        line_id=line.id,
        posting_date=formula.apply(line.posting_date),
        document_date=later(line.document_date),
        due_date=later(line.due_date),
        discount_date=later(line.discount_date),
        amount=line.amount if line.method.keeps_amount else ZERO,
    )
