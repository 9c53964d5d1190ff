"""The same line is recognised, a twin is told apart."""

import hashlib
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from payments.statements.fingerprint import LineFingerprints, file_fingerprint

BASE = ("FR76 3000", date(2026, 3, 5), Decimal("5.00"), "BANK-1", "E2E", "Invoice 24-1")


def test_a_file_is_known_by_its_sha_256():
    assert file_fingerprint(io.BytesIO(b"abc")) == hashlib.sha256(b"abc").hexdigest()


def test_the_same_line_in_another_file_has_the_same_fingerprint():
    again = ("FR763000", date(2026, 3, 5), Decimal("5.0"), "BANK-1", "E2E", " Invoice  24-1 ")
    assert LineFingerprints().next(*BASE) == LineFingerprints().next(*again)


@pytest.mark.parametrize(
    ("place", "value"),
    [(0, "FR77"), (1, date(2026, 3, 6)), (2, Decimal("-5.00")), (3, "B"), (4, ""), (5, "x")],
)
def test_every_part_counts(place, value):
    other: list[Any] = [*BASE]
    other[place] = value
    assert LineFingerprints().next(*BASE) != LineFingerprints().next(*other)


def test_twins_are_told_apart_by_their_ordinal_in_the_file():
    file, overlapping = LineFingerprints(), LineFingerprints()
    twins = [file.next(*BASE) for _ in range(3)]
    assert len(set(twins)) == 3
    assert [overlapping.next(*BASE) for _ in range(2)] == twins[:2]
