"""Faults of a mapping are told before a file meets it."""

from dataclasses import replace

import pytest

from payments.statements.csv_check import problems_of
from payments.statements.csv_profile import AmountStyle, CsvColumns, CsvProfile

GOOD = CsvProfile("x", CsvColumns(booking_date=("d",), amount=("a",)), "%d.%m.%Y")


def test_a_complete_mapping_has_no_fault():
    assert list(problems_of(GOOD)) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"columns": CsvColumns(amount=("a",))}, "booking_date"),
        ({"columns": CsvColumns(booking_date=("d",))}, "amount"),
        ({"columns": CsvColumns(booking_date=("d", "e"), amount=("a",))}, "booking_date"),
        ({"columns": CsvColumns(booking_date=(0,), amount=("a",))}, "booking_date"),
        ({"has_header": False, "columns": CsvColumns(booking_date=("d",), amount=(2,))},
         "booking_date"),
        ({"amount_style": AmountStyle.FLAG}, "flag"),
        ({"amount_style": AmountStyle.TWO_COLUMNS}, "credit"),
        ({"amount_style": AmountStyle.FLAG, "credit_words": ("D",),
          "columns": CsvColumns(booking_date=("d",), amount=("a",), flag=("f",))},
         "credit_words"),
        ({"date_format": "%d.%m"}, "date_format"),
        ({"date_format": "%d.%d.%Y"}, "date_format"),
        ({"date_format": "31.12.2026"}, "date_format"),
        ({"encoding": "klingon"}, "encoding"),
        ({"encoding": "hex"}, "encoding"),
        ({"delimiter": ""}, "delimiter"),
        ({"delimiter": ";;"}, "delimiter"),
        ({"delimiter": '"'}, "quote"),
        ({"thousands_separator": "."}, "thousands_separator"),
        ({"thousands_separator": "  "}, "thousands_separator"),
    ],
)  # fmt: skip
def test_each_fault_names_its_field(change, field):
    assert field in dict(problems_of(replace(GOOD, **change)))
