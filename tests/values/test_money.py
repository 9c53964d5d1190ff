from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcore.values.money import ZERO, round_amount, round_parts, spread

amounts = st.decimals(
    min_value=Decimal("-1e14"), max_value=Decimal("1e14"), allow_nan=False, places=6
)
precisions = st.sampled_from([Decimal(p) for p in ("1", "0.1", "0.05", "0.01", "0.001")])


@pytest.mark.parametrize(
    ("amount", "precision", "rounded"),
    [
        ("0.124", "0.01", "0.12"),
        ("0.125", "0.01", "0.13"),
        ("-0.125", "0.01", "-0.13"),
        ("-0.124", "0.01", "-0.12"),
        ("2.5", "1", "3"),
        ("1.0005", "0.001", "1.001"),
        ("1.02", "0.05", "1.00"),
        ("1.025", "0.05", "1.05"),
        ("-1.025", "0.05", "-1.05"),
        ("999999999999999.995", "0.01", "1000000000000000.00"),
    ],
)
def test_halves_round_away_from_zero(amount, precision, rounded):
    assert str(round_amount(Decimal(amount), Decimal(precision))) == rounded


def test_an_amount_next_to_zero_rounds_to_plain_zero():
    assert str(round_amount(Decimal("-0.004"))) == "0.00"


def test_the_result_is_written_to_the_precision():
    assert str(round_amount(Decimal(7))) == "7.00"


def test_a_number_of_thirty_six_digits_is_rounded_once():
    # an 18-digit amount times an 18-digit factor
    assert str(round_amount(Decimal("123456788999999999876543.211004999999"))) == (
        "123456788999999999876543.21"
    )
    assert str(round_amount(Decimal("123456788999999999876543.215000000001"))) == (
        "123456788999999999876543.22"
    )


@pytest.mark.parametrize("bad", [0.1, 1, "1.00", None])
def test_only_decimals_are_amounts(bad):
    with pytest.raises(TypeError):
        round_amount(bad)


@pytest.mark.parametrize("bad", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(bad):
    with pytest.raises(ValueError, match="can't be rounded"):
        round_amount(Decimal(bad))


@pytest.mark.parametrize("precision", ["0", "-0.01", "NaN"])
def test_a_precision_is_above_zero(precision):
    with pytest.raises(ArithmeticError if precision == "NaN" else ValueError):
        round_amount(Decimal(1), Decimal(precision))


@given(amounts, precisions)
def test_rounding_moves_at_most_half_a_step_and_is_stable(amount, precision):
    rounded = round_amount(amount, precision)
    assert abs(rounded - amount) <= precision / 2
    assert rounded % precision == 0
    assert round_amount(rounded, precision) == rounded


@given(amounts, precisions)
def test_rounding_mirrors_the_sign(amount, precision):
    assert round_amount(-amount, precision) == -round_amount(amount, precision)


def test_the_largest_part_takes_the_remainder():
    parts = spread(Decimal("100.00"), [Decimal(1), Decimal(1), Decimal(1)])
    assert parts == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    parts = spread(Decimal("0.05"), [Decimal(1), Decimal(3), Decimal(1)])
    assert parts == [Decimal("0.01"), Decimal("0.03"), Decimal("0.01")]
    parts = spread(Decimal("0.10"), [Decimal(1), Decimal(2), Decimal(4)])
    assert parts == [Decimal("0.01"), Decimal("0.03"), Decimal("0.06")]


def test_a_negative_total_spreads_like_a_positive_one():
    assert spread(Decimal("-10.00"), [Decimal(2), Decimal(1)]) == [
        Decimal("-6.67"),
        Decimal("-3.33"),
    ]


def test_weights_that_cancel_out_give_all_to_the_largest():
    assert spread(Decimal("1.00"), [Decimal(-5), Decimal(5)]) == [Decimal("1.00"), ZERO]


def test_nothing_to_spread_over_is_refused():
    with pytest.raises(ValueError, match="over no parts"):
        spread(Decimal(1), [])


@given(amounts, st.lists(amounts, min_size=1, max_size=30), precisions)
def test_parts_always_sum_to_the_rounded_total(total, weights, precision):
    parts = spread(total, weights, precision)
    assert len(parts) == len(weights)
    assert sum(parts) == round_amount(total, precision)


def test_vat_of_three_lines_is_rounded_on_their_sum():
    # 3 lines of 1.665 exact VAT: 4.995 -> 5.00, not 3 x 1.67 = 5.01
    assert round_parts([Decimal("1.665")] * 3) == [
        Decimal("1.66"),
        Decimal("1.67"),
        Decimal("1.67"),
    ]


def test_lines_that_cancel_out_keep_their_own_vat():
    assert round_parts([Decimal("20.00"), Decimal("-20.00")]) == [Decimal(20), Decimal(-20)]


def test_no_parts_stay_no_parts():
    assert round_parts([]) == []


@given(st.lists(amounts, min_size=1, max_size=30), precisions)
def test_rounded_parts_sum_to_the_rounded_sum(exact, precision):
    assert sum(round_parts(exact, precision)) == round_amount(sum(exact), precision)
