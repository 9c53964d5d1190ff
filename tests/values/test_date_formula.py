from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from arcore.values.date_formula import MAX_LENGTH, DateFormula, DateFormulaError

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31))
terms = st.one_of(
    st.builds("{}{}".format, st.integers(0, 99), st.sampled_from("DWMQY")),
    st.sampled_from(["CW", "CM", "CQ", "CY"]),
)
formulas = st.lists(
    st.builds("{}{}".format, st.sampled_from("+-"), terms), min_size=1, max_size=5
).map("".join)


def day(text: str) -> date:
    """A day written 23-01-2026, as in the trade's tables."""
    return date(*(int(part) for part in reversed(text.split("-"))))


@pytest.mark.parametrize(
    ("formula", "document_date", "result"),
    [
        ("30D", "23-01-2026", "22-02-2026"),
        ("CM", "23-01-2026", "31-01-2026"),
        ("CM+10D", "23-01-2026", "10-02-2026"),
        ("1M", "31-01-2026", "28-02-2026"),
        ("1M+CM", "15-02-2026", "31-03-2026"),
        ("CM+1M", "15-02-2026", "28-03-2026"),
        ("14D", "20-12-2026", "03-01-2027"),
        # the parts of terms 1M(8D)
        ("1M", "23-01-2026", "23-02-2026"),
        ("8D", "23-01-2026", "31-01-2026"),
        ("0D", "23-01-2026", "23-01-2026"),
        ("", "23-01-2026", "23-01-2026"),
        ("-CM", "23-01-2026", "01-01-2026"),
        ("-CM-1D", "23-01-2026", "31-12-2025"),
        ("-1M", "31-03-2026", "28-02-2026"),
        ("1Y", "29-02-2028", "28-02-2029"),
        ("-1Y", "29-02-2028", "28-02-2027"),
        ("1M", "31-01-2028", "29-02-2028"),
        ("12M", "31-12-2026", "31-12-2027"),
        ("2W", "23-01-2026", "06-02-2026"),
        ("1Q", "30-11-2026", "28-02-2027"),
        ("CQ", "23-02-2026", "31-03-2026"),
        ("-CQ", "23-02-2026", "01-01-2026"),
        ("CY", "23-02-2026", "31-12-2026"),
        ("-CY", "23-02-2026", "01-01-2026"),
        ("CW", "21-01-2026", "25-01-2026"),  # Wednesday to Sunday
        ("-CW", "21-01-2026", "19-01-2026"),  # Wednesday to Monday
        ("CW", "25-01-2026", "25-01-2026"),
        ("1Y2M3D", "01-01-2026", "04-03-2027"),
    ],
)
def test_formula_leads_to_the_day(formula, document_date, result):
    assert DateFormula.parse(formula).apply(day(document_date)) == day(result)


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [("cm + 10d", "CM+10D"), ("+30D", "30D"), ("030D", "30D"), ("1M2D", "1M+2D"), ("  ", "")],
)
def test_spaces_and_small_letters_are_forgiven(typed, tidy):
    assert str(DateFormula.parse(typed)) == tidy


@pytest.mark.parametrize(
    ("text", "bad_part"),
    [
        ("30X", "30X"),
        ("CM+30X", "+30X"),
        ("CM+10", "+10"),
        ("30", "30"),
        ("D", "D"),
        ("C", "C"),
        ("CD", "CD"),
        ("+", "+"),
        ("-", "-"),
        ("1M--1D", "-"),
        ("1.5M", "1.5M"),
        ("1M(8D)", "(8D)"),
        ("٣٠D", "٣٠D"),
        ("30D;DROP", ";DROP"),
        ("🙂", "🙂"),
    ],
)
def test_a_refusal_names_the_bad_part(text, bad_part):
    with pytest.raises(DateFormulaError) as refused:
        DateFormula.parse(text)
    assert f"“{bad_part}”" in str(refused.value)


def test_the_refusal_speaks_french():
    with translation.override("fr"), pytest.raises(DateFormulaError) as refused:
        DateFormula.parse("30X")
    assert "« 30X » ne fait pas partie d’une formule date" in str(refused.value)


def test_twenty_characters_are_enough_and_twenty_one_are_refused():
    assert DateFormula.parse("1D+" * 6 + "1D").apply(day("01-01-2026")) == day("08-01-2026")
    with pytest.raises(DateFormulaError, match="at most 20 characters; this one has 21"):
        DateFormula.parse("1" * 20 + "D")
    with pytest.raises(DateFormulaError, match="this one has 10000"):
        DateFormula.parse("D" * 10_000)


@pytest.mark.parametrize(
    "text", ["9999Y", "-9999Y", "9999999999999999999D", "99999999D", "CY+9000Y"]
)
def test_a_result_beyond_the_calendar_is_refused(text):
    with pytest.raises(DateFormulaError, match="beyond the calendar"):
        DateFormula.parse(text).apply(day("23-01-2026"))


def test_the_last_days_of_the_calendar_are_reached_but_not_passed():
    assert DateFormula.parse("CY").apply(date(9999, 12, 1)) == date.max
    assert DateFormula.parse("-CW").apply(date(1, 1, 3)) == date.min
    with pytest.raises(DateFormulaError):
        DateFormula.parse("1D").apply(date.max)


@given(formulas.filter(lambda text: len(text) <= MAX_LENGTH), days)
def test_the_tidy_text_means_the_same_and_fits(text, start):
    formula = DateFormula.parse(text)
    again = DateFormula.parse(str(formula))
    assert again == formula
    assert len(str(formula)) <= MAX_LENGTH
    assert again.apply(start) == formula.apply(start)


@given(st.lists(terms, min_size=1, max_size=10).map("".join))
def test_terms_need_no_plus_and_still_fit(text):
    if len(text) <= MAX_LENGTH:
        formula = DateFormula.parse(text)
        assert len(str(formula)) <= MAX_LENGTH
        assert DateFormula.parse(str(formula)) == formula


@given(days, st.sampled_from("WMQY"))
def test_a_period_holds_its_day_and_ends_where_the_next_begins(start, unit):
    first = DateFormula.parse(f"-C{unit}").apply(start)
    last = DateFormula.parse(f"C{unit}").apply(start)
    assert first <= start <= last
    after = last + timedelta(days=1)
    assert DateFormula.parse(f"-C{unit}").apply(after) == after


@given(days, st.integers(0, 400))
def test_adding_months_keeps_the_day_or_clips_it(start, months):
    result = DateFormula.parse(f"{months}M").apply(start)
    assert (result.year * 12 + result.month) - (start.year * 12 + start.month) == months
    assert result.day == start.day or (result + timedelta(days=1)).day == 1


@given(st.text(max_size=30))
def test_any_text_is_parsed_or_refused_and_never_breaks(text):
    with suppress(DateFormulaError):
        assert isinstance(DateFormula.parse(text).apply(date(2026, 1, 23)), date)


def test_a_blank_formula_is_false():
    assert not DateFormula.parse("")
    assert DateFormula.parse("0D")
