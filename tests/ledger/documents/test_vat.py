"""VAT is right per rate in total, and lines sum to it (spec customers-and-sales, section 3)."""

from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arcore.values.money import CENT, ZERO, round_amount
from ledger.documents.vat import LineValue, document_amounts, line_amount

D = Decimal


def value(price, quantity="1", rate="20", discount="0", identifier="VAT"):
    return LineValue((identifier, D(rate)), D(quantity), D(price), D(discount))


@pytest.mark.parametrize(
    ("line", "amount"),
    [
        (value("33.335", "3", discount="10"), "90.00"),
        (value("0.005"), "0.01"),
        (value("0.00499"), "0.00"),
        (value("100", discount="100"), "0.00"),
        (value("100", "0"), "0.00"),
    ],
)
def test_a_line_is_rounded_once(line, amount):
    assert line_amount(line, CENT) == D(amount)


def test_three_thirds_share_the_cents_of_one_rate():
    amounts = document_amounts([value("0.33")] * 3, CENT)
    assert sum(a.vat for a in amounts) == D("0.20")
    assert sorted(a.vat for a in amounts) == [D("0.06"), D("0.07"), D("0.07")]


def test_the_largest_line_takes_the_remainder():
    amounts = document_amounts([value("0.02"), value("0.02"), value("0.03")], CENT)
    assert [a.vat for a in amounts] == [D("0.00"), D("0.00"), D("0.01")]


def test_prices_including_vat_keep_the_gross():
    (amounts,) = document_amounts([value("100")], CENT, including_vat=True)
    assert (amounts.gross, amounts.vat, amounts.net) == (D(100), D("16.67"), D("83.33"))


def test_a_currency_without_cents_has_whole_vat():
    (amounts,) = document_amounts([value("333")], D(1))
    assert (amounts.net, amounts.vat, amounts.gross) == (333, 67, 400)


lines = st.lists(
    st.builds(
        value,
        price=st.decimals("0", "5000", places=3).map(str),
        quantity=st.decimals("0", "50", places=2).map(str),
        rate=st.sampled_from(["0", "5.5", "10", "20"]),
        discount=st.sampled_from(["0", "2.5", "33.33", "100"]),
        identifier=st.sampled_from(["A", "B"]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=200)
@given(lines, st.booleans(), st.sampled_from([CENT, D(1), D("0.001")]))
def test_every_rates_vat_is_rounded_once_and_lines_sum_to_it(found, including_vat, precision):
    amounts = document_amounts(found, precision, including_vat=including_vat)
    base: dict[tuple[str, Decimal], Decimal] = defaultdict(lambda: ZERO)
    vat: dict[tuple[str, Decimal], Decimal] = defaultdict(lambda: ZERO)
    for line, amount in zip(found, amounts, strict=True):
        assert amount.net + amount.vat == amount.gross
        given_amount = amount.gross if including_vat else amount.net
        assert given_amount == line_amount(line, precision)
        assert amount.vat == round_amount(amount.vat, precision)
        base[line.key] += given_amount
        vat[line.key] += amount.vat
    for (identifier, rate), total in base.items():
        divisor = 100 + rate if including_vat else 100
        assert vat[(identifier, rate)] == round_amount(total * rate / divisor, precision)
