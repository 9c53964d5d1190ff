"""One cell of a CSV."""

from datetime import date
from decimal import Decimal

import pytest

from payments.statements.csv_cells import (
    flagged_sign,
    read_cell_amount,
    read_cell_day,
    row_amount,
)
from payments.statements.csv_profile import AmountStyle, CsvColumns, CsvProfile
from payments.statements.values import Unreadable


def profile(decimal: str = ".", thousands: str = "", **values) -> CsvProfile:
    return CsvProfile(
        "test", CsvColumns(), "%d/%m/%Y", decimal_separator=decimal,
        thousands_separator=thousands, **values,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "decimal", "thousands", "amount"),
    [
        ("5.00", ".", "", "5.00"), ("-5.00", ".", "", "-5.00"), ("5.00-", ".", "", "-5.00"),
        ("(5.00)", ".", "", "-5.00"), ("+5", ".", "", "5.00"), ("\u22125.00", ".", "", "-5.00"),
        ("1,525.00", ".", ",", "1525.00"), ("1.525,00", ",", ".", "1525.00"),
        ("1'525.00", ".", "'", "1525.00"), ("1’525.00", ".", "'", "1525.00"),
        ("1 234 567,89", ",", " ", "1234567.89"),
        ("1\u00a0234\u202f567,89", ",", " ", "1234567.89"),
        ("- 12,5", ",", " ", "-12.50"), ("1525.00", ".", ",", "1525.00"),
    ],
)  # fmt: skip
def test_amounts_are_read_by_the_mappings_separators(text, decimal, thousands, amount):
    assert read_cell_amount(text, "EUR", profile(decimal, thousands)) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "decimal", "thousands"),
    [
        ("1,5", ".", ","), ("12,34,567.00", ".", ","), ("1.525,00", ".", ","), ("", ".", ""),
        ("5 EUR", ".", ""), ("=1+1", ".", ""), ("NaN", ".", ""), ("1e30", ".", ""),
        ("1.2.3", ".", ""), ("--5", ".", ""), ("5.001", ".", ""), ("9" * 16, ".", ""),
        ("٥", ".", ""),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_never_guessed(text, decimal, thousands):
    with pytest.raises(Unreadable):
        read_cell_amount(text, "EUR", profile(decimal, thousands))


@pytest.mark.parametrize(
    ("text", "date_format", "day"),
    [
        ("31.12.2026", "%d.%m.%Y", date(2026, 12, 31)),
        ("12/31/26", "%m/%d/%y", date(2026, 12, 31)),
        ("20261231", "%Y%m%d", date(2026, 12, 31)),
    ],
)
def test_dates_are_read_in_exactly_the_mappings_format(text, date_format, day):
    assert read_cell_day(text, date_format) == day


@pytest.mark.parametrize("text", ["12/31/2026", "31-12-2026", "31/12/0002", "31/12/9999", ""])
def test_another_date_is_unreadable(text):
    with pytest.raises(Unreadable):
        read_cell_day(text, "%d/%m/%Y")


def test_words_for_credit_and_debit_ignore_case():
    words = profile(credit_words=("H",), debit_words=("S",))
    assert (flagged_sign(" h ", words), flagged_sign("S", words)) == (1, -1)
    with pytest.raises(Unreadable):
        flagged_sign("X", words)


@pytest.mark.parametrize(
    ("cells", "style", "amount"),
    [
        ({"amount": "-5.00"}, AmountStyle.SIGNED, "-5.00"),
        ({"amount": "5.00", "flag": "D"}, AmountStyle.FLAG, "-5.00"),
        ({"amount": "5.00", "flag": "c"}, AmountStyle.FLAG, "5.00"),
        ({"credit": "5.00", "debit": ""}, AmountStyle.TWO_COLUMNS, "5.00"),
        ({"credit": "0.00", "debit": "5.00"}, AmountStyle.TWO_COLUMNS, "-5.00"),
        ({"credit": "", "debit": "-5.00"}, AmountStyle.TWO_COLUMNS, "-5.00"),
    ],
)
def test_each_style_gives_the_sign_and_it_may_be_turned(cells, style, amount):
    assert row_amount(cells, "EUR", profile(amount_style=style)) == Decimal(amount)
    turned = row_amount(cells, "EUR", profile(amount_style=style, invert_sign=True))
    assert turned == -Decimal(amount)


@pytest.mark.parametrize(
    ("cells", "style"),
    [
        ({"amount": "-5.00", "flag": "C"}, AmountStyle.FLAG),
        ({"amount": "5.00", "flag": ""}, AmountStyle.FLAG),
        ({"credit": "5.00", "debit": "5.00"}, AmountStyle.TWO_COLUMNS),
        ({"credit": "", "debit": ""}, AmountStyle.TWO_COLUMNS),
    ],
)
def test_a_contradiction_is_unreadable(cells, style):
    with pytest.raises(Unreadable):
        row_amount(cells, "EUR", profile(amount_style=style))
