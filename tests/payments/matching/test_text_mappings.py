"""Text-to-account mapping."""

from datetime import date
from decimal import Decimal

import pytest

from payments.matching.text_mappings import Mapping, mapping_hit, mapping_hits
from payments.matching.values import Line

FEES = Mapping(1, "Bank fees", "account", None, 20)
RENT = Mapping(2, "Rent", "account", 31, 32)
LONG = Mapping(3, "Bank fees January", "customer", 7, 7)


def line(amount, text, info=""):
    return Line(1, 10, date(2026, 1, 1), Decimal(amount), text, info)


@pytest.mark.parametrize(
    ("amount", "text", "hit"),
    [
        ("-5", "your BANK FEES", FEES),
        ("5", "your BANK FEES", None),  # no account for money in
        ("-5", "bank fees january", LONG),  # the longest text wins
        ("5", "parent", RENT),  # contained is enough
        ("5", "bank  fees", None),
    ],
)
def test_hits(amount, text, hit):
    found = mapping_hit(line(amount, text), [FEES, RENT, LONG])
    assert (found.mapping if found else None) is hit


def test_additional_info_is_not_searched():
    assert mapping_hit(line("-5", "", "bank fees"), [FEES]) is None


def test_scores_lie_above_medium_and_below_the_default_high_rules():
    assert FEES.score == 3010
    assert Mapping(1, "x" * 250, "account", 1, 1).score == 3251


def test_every_line_of_a_text_is_hit_and_signs_differ():
    lines = [line("5", "rent"), line("-5", "rent"), line("1", "other")]
    hits = mapping_hits(lines, [RENT])
    assert [hit.mapping.account_for(hit.line) for hit in hits] == [31, 32]
