"""The balance column proves the rows."""

from datetime import date
from decimal import Decimal

import pytest

from payments.statements.csv_balance import BalanceChain


def chain(*rows):
    found = BalanceChain()
    for number, (amount, balance) in enumerate(rows, 2):
        found.add(
            number, date(2026, 3, number), Decimal(amount),
            None if balance is None else Decimal(balance),
        )  # fmt: skip
    return found


@pytest.mark.parametrize(
    ("rows", "opening", "closing"),
    [
        ([("5", "105"), ("10", "115"), ("5", "120")], 100, 120),
        ([("5", "120"), ("10", "115"), ("5", "105")], 100, 120),
        ([("-5", "95")], 100, 95),
    ],
)
def test_the_ends_are_found_in_either_order(rows, opening, closing):
    first, last = chain(*rows).ends("EUR")
    assert (first.amount, last.amount) == (opening, closing)
    assert (first.code, last.code) == ("OPBD", "CLBD")


def test_a_break_names_its_row_and_gives_no_balances():
    broken = chain(("5", "105"), ("10", "115"), ("5", "121"))
    assert broken.breaks_at == 4
    assert broken.ends("EUR") == (None, None)


def test_rows_without_balance_prove_nothing():
    gap = chain(("5", "105"), ("10", None), ("5", "121"))
    assert gap.breaks_at is None
    assert gap.ends("EUR") == (None, None)
    assert chain().ends("EUR") == (None, None)
