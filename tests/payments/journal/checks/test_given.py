"""What a line needs before it can be posted, one case each, and the case beside it."""

from datetime import date
from decimal import Decimal

import pytest

from payments.journal.checks.account_given import account_given
from payments.journal.checks.amount_given import amount_given
from payments.journal.checks.document_no_given import document_no_given
from payments.journal.checks.posting_date_given import posting_date_given
from payments.journal.checks.rate_known import rate_known
from payments.journal.checks.something_due import something_due
from payments.journal.values import Side
from tests.payments.journal.builders import USD, journal, line, told


@pytest.mark.parametrize(
    ("day", "refused"),
    [(None, True), (date(2, 1, 1), True), (date(1990, 1, 1), False), (date(2101, 1, 1), True)],
)
def test_a_posting_date_is_given_and_possible(day, refused):
    found = told(posting_date_given(journal(line(), line(posting_date=day))))
    assert found == ([(20_000, "posting_date")] if refused else [])


def test_a_document_no_is_given():
    found = told(document_no_given(journal(line(), line(document_no=""))))
    assert found == [(20_000, "document_no")]


@pytest.mark.parametrize(
    ("account", "balancing", "fields"),
    [
        (Side("customer", 1), Side(), []),
        (Side("customer", 1), Side("bank", 5), []),
        (Side(), Side("bank", 5), ["account"]),
        (Side("customer"), Side("bank", 5), ["account"]),
        (Side("customer", 99), Side("bank", 5), ["account"]),
        (Side("customer", 1), Side("bank"), ["balancing"]),
        (Side("vendor", 1), Side("account", 99), ["account", "balancing"]),
    ],
)
def test_an_account_is_given_and_a_balancing_account_not_by_half(account, balancing, fields):
    found = told(account_given(journal(line(account=account, balancing=balancing))))
    assert [field for _line, field in found] == fields


@pytest.mark.parametrize(
    ("amount", "method", "refused"),
    [
        ("0", "", True),
        ("-0.01", "", False),
        ("0", "variable", True),
        ("0", "balance", False),
        ("0", "reversing_balance", False),
    ],
)
def test_an_amount_is_given_unless_the_balance_is_taken(amount, method, refused):
    found = told(amount_given(journal(line(amount, recurring_method=method))))
    assert bool(found) is refused


def test_a_foreign_line_needs_a_rate():
    lines = (line(currency=USD, factor=None), line(currency=USD, factor=Decimal("0.9")))
    assert told(rate_known(journal(*lines))) == [(10_000, "factor")]


def test_an_empty_journal_and_one_without_due_lines_say_so():
    [empty] = something_due(journal())
    [waiting] = something_due(journal(recurring=True))
    assert "no lines" in empty.message
    assert "expired" in waiting.message
    assert list(something_due(journal(line()))) == []
