from datetime import date

import pytest
from django.utils import translation

from arcore.ui.dates import BadDate, read_date, show_date, type_date

DAY = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "2026-03-15"),
        ("en", "15/03/2026"),
        ("en", "03/15/2026"),
        ("en", "15 Mar 2026"),
        ("fr", "2026-03-15"),
        ("fr", "15/03/2026"),
        ("fr", "15.3.26"),
    ],
)
def test_a_day_is_read(language, typed):
    with translation.override(language):
        assert read_date(typed) == DAY


def test_french_is_day_first_and_english_does_not_guess():
    with translation.override("fr"):
        assert read_date("03/04/2026") == date(2026, 4, 3)
    with pytest.raises(BadDate, match="2026-03-04 or 2026-04-03"):
        read_date("03/04/2026")
    assert read_date("04/04/2026") == date(2026, 4, 4)


@pytest.mark.parametrize("typed", ["2026-02-30", "yesterday", "", "31/31/2026", "٢٠٢٦-٠٣-١٥"])
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(BadDate, match="2026-03-15"):
        read_date(typed)


@pytest.mark.parametrize(
    "typed", ["0002-01-01", "01/01/0002", "9999-12-31", "1989-12-31", "2101-01-01"]
)
def test_years_outside_the_books_are_refused(typed):
    with pytest.raises(BadDate, match="1990 and 2100"):
        read_date(typed)


@pytest.mark.parametrize("typed", ["1990-01-01", "2100-12-31"])
def test_the_first_and_last_day_are_accepted(typed):
    assert read_date(typed).isoformat() == typed


def test_a_typed_date_reads_back():
    for language in ("en", "fr"):
        with translation.override(language):
            assert read_date(type_date(DAY)) == DAY
    assert show_date(DAY) == "15 Mar 2026"
