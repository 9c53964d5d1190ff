"""The broken file's slips."""

from decimal import Decimal

import pytest

from arcore.desk.demo.statements.broken import transpose


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("12345.60", "21345.60"), ("5512.30", "5152.30"), ("-1200.00", "-2100.00")],
)
def test_two_neighbouring_digits_change_places(right, wrong):
    assert transpose(Decimal(right)) == Decimal(wrong)
