"""Due and discount dates come from the terms and the document date."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from ledger.documents.dates import date_to_follow, days_outside_books, term_dates


def terms(due="", discount="", percent="0", on_credits=False):
    return SimpleNamespace(
        due_formula=due,
        discount_formula=discount,
        discount_percent=Decimal(percent),
        discount_on_credit_memos=on_credits,
    )


@pytest.mark.parametrize(
    ("formula", "day", "due"),
    [
        ("30D", date(2026, 1, 23), date(2026, 2, 22)),
        ("CM", date(2026, 1, 23), date(2026, 1, 31)),
        ("CM+10D", date(2026, 1, 23), date(2026, 2, 10)),
        ("1M", date(2026, 1, 31), date(2026, 2, 28)),
        ("14D", date(2026, 12, 20), date(2027, 1, 3)),
        ("", date(2026, 1, 23), date(2026, 1, 23)),
    ],
)
def test_an_invoice_is_due_by_the_formula(formula, day, due):
    assert term_dates("invoice", day, terms(formula)).due_date == due


def test_discount_runs_from_the_document_date():
    found = term_dates("invoice", date(2026, 1, 23), terms("1M", "8D", "2"))
    assert found.due_date == date(2026, 2, 23)
    assert found.discount_date == date(2026, 1, 31)
    assert found.discount_percent == Decimal(2)


def test_without_a_percentage_there_is_no_discount_date():
    assert term_dates("invoice", date(2026, 1, 23), terms("1M", "8D")).discount_date is None


def test_without_terms_the_document_date_is_due():
    assert term_dates("invoice", date(2026, 1, 23), None).due_date == date(2026, 1, 23)


def test_a_credit_memo_is_due_at_once_and_has_no_discount():
    found = term_dates("credit_memo", date(2026, 1, 23), terms("1M", "8D", "2"))
    assert (found.due_date, found.discount_date) == (date(2026, 1, 23), None)


def test_terms_may_ask_for_dates_on_credit_memos():
    found = term_dates(
        "credit_memo", date(2026, 1, 23), terms("1M", "8D", "2", on_credits=True)
    )
    assert (found.due_date, found.discount_date) == (date(2026, 2, 23), date(2026, 1, 31))


def test_the_document_date_follows_a_changed_posting_date():
    one, two, papers = date(2026, 1, 23), date(2026, 2, 1), date(2026, 1, 20)
    assert date_to_follow(one, two, papers) == two
    assert date_to_follow(one, one, papers) == papers


def test_year_2_and_9999_are_named():
    days = {"posting_date": date(2, 1, 1), "due_date": date(9999, 1, 1), "document_date": None}
    assert days_outside_books(days) == ["posting_date", "due_date"]
