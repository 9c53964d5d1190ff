"""Rates read from a text: columns by name or order, every problem of every line told."""

from datetime import date
from decimal import Decimal

import pytest

from arcore.company.rates import reading
from arcore.company.rates.reading import ReadRate, read_rates

D = Decimal
DAY = date(2026, 3, 15)


def read(text):
    return read_rates(text, ["EUR", "USD", "GBP"], "EUR")


@pytest.mark.parametrize(
    "text",
    [
        "USD,2026-03-15,0.925",
        "USD;15/03/2026;0,925",
        "USD\t15.03.2026\t0,925",
        "usd ; 2026-3-15 ; 0.925\n\n",
        "\ufeffCurrency,Starting date,Worth\r\nUSD,2026-03-15,0.925",
        "Taux;Devise;Date début\n0,925;USD;15/03/2026",
        "rate;code;date\n0.925;USD;2026-03-15",
    ],
)
def test_one_rate_in_many_shapes(text):
    found = read(text)
    assert found.problems == []
    (rate,) = found.rates
    assert (rate.currency, rate.day, rate.amount, rate.worth) == ("USD", DAY, 1, D("0.925"))


def test_the_amount_of_the_currency_may_be_told():
    found = read("USD;2026-03-15;100;92,50\nGBP;2026-03-15;1;1.17")
    assert found.rates == [
        ReadRate(1, "USD", DAY, D(100), D("92.5")),
        ReadRate(2, "GBP", DAY, D(1), D("1.17")),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("EUR;2026-03-15;1", "is the local currency"),
        ("XXX;2026-03-15;1", "not among the currencies"),
        (";2026-03-15;1", "not among the currencies"),
        ("USD;2026-02-30;1", "not a date"),
        ("USD;03-15-2026;1", "not a date"),
        ("USD;0002-01-01;1", "not a date"),
        ("USD;2026-03-15;0", "above zero"),
        ("USD;2026-03-15;-1", "above zero"),
        ("USD;2026-03-15;NaN", "above zero"),
        ("USD;2026-03-15;1e3", "above zero"),
        ("USD;2026-03-15;1,234.5", "above zero"),
        ("USD;2026-03-15;0.1234567891", "above zero"),
        ("USD;2026-03-15;9999999999", "above zero"),
        ("USD;2026-03-15;٣", "above zero"),
        ("USD;2026-03-15", "2 cells where the first line has 3"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_number(line, said):
    found = read(f"GBP;2026-03-15;1.17\n{line}")
    (problem,) = found.problems
    assert str(problem).startswith("Line 2: ")
    assert said in problem.message
    assert [rate.currency for rate in found.rates] == ["GBP"]


def test_everything_wrong_with_a_line_is_told_at_once():
    assert len(read("USD;x;y").problems) == 2


def test_the_same_day_twice_names_both_lines():
    (problem,) = read("USD;2026-03-15;1\nGBP;2026-03-15;1\nUSD;15/03/2026;2").problems
    assert str(problem) == "Line 3: Line 1 has a rate of USD from that day: keep one."


@pytest.mark.parametrize("text", ["", "\n\n", "hello", "a;b", "currency;date\nUSD;2026-03-15"])
def test_a_text_without_its_columns_is_told(text):
    (problem,) = read(text).problems
    assert "must name the columns" in problem.message


def test_names_alone_are_no_rates():
    (problem,) = read("currency;date;rate").problems
    assert "no line with a rate" in problem.message


def test_too_many_lines_are_told(monkeypatch):
    monkeypatch.setattr(reading, "MOST_LINES", 2)
    assert read("USD;2026-03-15;1\n" * 2).problems != []
    (problem,) = read("USD;2026-03-15;1\n" * 3).problems
    assert "more than 2 lines" in problem.message
