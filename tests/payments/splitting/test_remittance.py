"""Lines of a pasted remittance advice."""

from decimal import Decimal

import pytest

from arcore.ui.amounts import read_amount
from payments.splitting.remittance import read_advice

D = Decimal


def read(text):
    return [(one.number, one.document, one.amount) for one in read_advice(text, read_amount)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INV1\t1,100.00", [(1, "INV1", D("1100.00"))]),
        ("INV1 ; 5", [(1, "INV1", D(5))]),
        ("INV1", [(1, "INV1", None)]),
        ("INV1\t\t-20.50\tEUR", [(1, "INV1", D("-20.50"))]),
        ("\r\nINV1\t1\r\n\r\nINV2\t2\r\n", [(2, "INV1", D(1)), (4, "INV2", D(2))]),
        ("", []),
    ],
)
def test_each_line_is_a_number_and_an_amount(text, expected):
    assert read(text) == expected


def test_an_amount_that_cannot_be_read_is_told_with_its_line():
    [line] = read_advice("INV1\ttwelve", read_amount)
    assert line.amount is None
    assert "twelve" in line.problem
    assert line.text == "INV1\ttwelve"
