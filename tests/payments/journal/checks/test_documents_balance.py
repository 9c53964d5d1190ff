"""Each document balances by itself, or each posting date where the template says so."""

from datetime import timedelta
from decimal import Decimal

import pytest

from payments.journal.checks.documents_balance import documents_balance
from payments.journal.values import Side
from tests.builders import TODAY
from tests.payments.journal.builders import BANK, USD, journal, line, told

NONE = Side()


@pytest.mark.parametrize(
    ("amounts", "refused"),
    [
        (("-600", "-400", "1000"), False),
        (("-600", "-400", "999.99"), True),
        (("-600",), True),
        (("0",), False),
    ],
)
def test_lines_of_one_document_sum_to_zero(amounts, refused):
    lines = [line(amount, balancing=NONE) for amount in amounts]
    found = told(documents_balance(journal(*lines)))
    assert found == ([(len(lines) * 10_000, "amount")] if refused else [])


def test_a_balancing_account_balances_its_line():
    assert told(documents_balance(journal(line("-5", balancing=BANK)))) == []


@pytest.mark.parametrize(
    "other",
    [
        {"document_no": "P2"},
        {"document_type": "refund"},
        {"posting_date": TODAY + timedelta(days=1)},
    ],
)
def test_number_type_and_date_each_make_another_document(other):
    lines = line("-5", balancing=NONE), line("5", balancing=NONE, **other)
    assert len(told(documents_balance(journal(*lines)))) == 2


def test_only_the_dates_balance_where_documents_need_not():
    def lines(day):
        return line("-5", balancing=NONE), line(
            "5", balancing=NONE, document_no="P2", posting_date=day
        )

    loose = {"force_document_balance": False}
    assert told(documents_balance(journal(*lines(TODAY), **loose))) == []
    tomorrow = TODAY + timedelta(days=1)
    found = told(documents_balance(journal(*lines(tomorrow), **loose)))
    assert found == [(10_000, "amount"), (20_000, "amount")]


def test_a_shared_foreign_currency_balances_too():
    def lines(other):
        return (
            line("-100", amount_lcy=Decimal("-90"), currency=USD, balancing=NONE),
            line(other, amount_lcy=Decimal("90"), currency=USD, balancing=NONE),
        )

    assert told(documents_balance(journal(*lines("100")))) == []
    [refusal] = documents_balance(journal(*lines("99")))
    assert "-1.00 in USD" in refusal.message


def test_mixed_currencies_balance_in_local_currency_alone():
    lines = (
        line("-100", amount_lcy=Decimal("-90"), currency=USD, balancing=NONE),
        line("90", balancing=NONE),
    )
    assert told(documents_balance(journal(*lines))) == []
