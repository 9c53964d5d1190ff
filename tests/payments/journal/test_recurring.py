"""What posting does to recurring lines: amounts, next dates, reversals, balances."""

from datetime import date
from decimal import Decimal

import pytest

from arcore.company.models import ExchangeRate
from ledger.models import GeneralLedgerEntry
from payments.journal.placeholders import fill_in
from payments.journal.recurring import advance, with_balance
from payments.models import JournalLine, PostedJournalLine
from tests.payments.journal.builders import line, line_of, recurring

MONTH_END = date(2026, 1, 31)
TODAY = date(2026, 1, 31)


@pytest.fixture
def batch(house):
    return recurring(house)


def accrual(batch, house, amount, method, **fields):
    fields = {
        "document_type": "",
        "posting_date": MONTH_END,
        "frequency": "1M",
        "recurring_method": method,
        "against": house.accounts["cash"],
        **fields,
    }
    return line_of(batch, house, house.accounts["fees"], amount, **fields)


def posted(account):
    rows = GeneralLedgerEntry.objects.filter(account=account).order_by("pk")
    return list(rows.values_list("posting_date", "amount"))


@pytest.mark.parametrize(
    ("method", "amount"), [("fixed", "100"), ("variable", "0"), ("reversing_fixed", "100")]
)
def test_the_next_dates_and_what_is_left_of_the_amount(method, amount):
    one = line(
        "100", posting_date=MONTH_END, document_date=MONTH_END, due_date=date(2026, 2, 10),
        recurring_method=method, frequency="1M",
    )  # fmt: skip
    found = advance(one)
    assert (found.posting_date, found.document_date) == (date(2026, 2, 28), date(2026, 2, 28))
    assert (found.due_date, found.discount_date) == (date(2026, 3, 10), None)
    assert found.amount == Decimal(amount)


def test_a_balance_method_takes_the_amount_that_empties_the_account():
    taken = with_balance(line("0", recurring_method="balance", balance=Decimal(-5000)))
    assert (taken.amount, taken.amount_lcy) == (-5000, -5000)
    assert with_balance(line("100")).amount == 100


def test_fixed_and_variable_lines_come_again(house, batch, post_it):
    accrual(batch, house, "100", "fixed", document_no="F")
    accrual(batch, house, "50", "variable", document_no="V")
    post_it(batch, today=TODAY)
    found = list(JournalLine.objects.values_list("posting_date", "amount", "amount_lcy"))
    assert found == [(date(2026, 2, 28), 100, 100), (date(2026, 2, 28), 0, 0)]
    assert posted(house.accounts["fees"]) == [(MONTH_END, 100), (MONTH_END, 50)]


def test_a_reversing_line_posts_the_opposite_on_the_next_day(house, batch, post_it):
    accrual(batch, house, "100", "reversing_variable")
    post_it(batch, today=TODAY)
    assert posted(house.accounts["fees"]) == [(MONTH_END, 100), (date(2026, 2, 1), -100)]
    assert PostedJournalLine.objects.get().amount == 100


def test_a_balance_line_moves_what_stands_on_the_account_that_day(house, batch, post_it):
    first = recurring(house, name="FIRST")
    accrual(first, house, "70", "fixed", posting_date=date(2026, 1, 30))
    post_it(first, today=TODAY)
    JournalLine.objects.all().delete()
    accrual(batch, house, "0", "balance")
    post_it(batch, today=TODAY)
    assert posted(house.accounts["fees"]) == [(date(2026, 1, 30), 70), (MONTH_END, -70)]
    assert JournalLine.objects.get().posting_date == date(2026, 2, 28)

    JournalLine.objects.update(posting_date=MONTH_END)  # nothing stands there any more
    post_it(batch, today=TODAY)
    assert len(posted(house.accounts["fees"])) == 2
    assert JournalLine.objects.get().posting_date == date(2026, 2, 28)


def test_lines_of_tomorrow_and_expired_ones_wait(house, batch, post_it, refusals_of):
    accrual(batch, house, "1", "fixed", posting_date=date(2026, 2, 1))
    expired = accrual(batch, house, "2", "fixed", expiration_date=date(2026, 1, 30))
    [(number, message)] = refusals_of(batch, today=TODAY)
    assert number is None
    assert "expired" in message
    expired.expiration_date = MONTH_END
    expired.save()
    post_it(batch, today=TODAY)
    assert posted(house.accounts["fees"]) == [(MONTH_END, 2)]
    assert JournalLine.objects.count() == 2


def test_a_foreign_line_takes_the_rate_of_its_next_date(house, batch, post_it):
    ExchangeRate.objects.create(
        currency=house.usd,
        starting_date=date(2026, 2, 15),
        relational_exchange_rate_amount=Decimal("0.8"),
    )
    accrual(
        batch, house, "100", "fixed", currency=house.usd, factor=Decimal("0.9"),
        amount_lcy=Decimal(90),
    )  # fmt: skip
    post_it(batch, today=TODAY)
    one = JournalLine.objects.get()
    assert (one.factor, one.amount, one.amount_lcy) == (Decimal("0.8"), 100, 80)


def test_texts_name_the_month_that_is_posted(house, batch, post_it):
    accrual(batch, house, "100", "fixed", document_no="RENT-%3", description="Rent %4 %5")
    post_it(batch, today=TODAY)
    copy = PostedJournalLine.objects.get()
    assert (copy.document_no, copy.description) == ("RENT-01", "Rent January 2026")
    assert JournalLine.objects.get().description == "Rent %4 %5"


def test_placeholders():
    assert fill_in("%1 %2 %3 %5", date(2026, 1, 5)) == "05 02 01 2026"
    assert fill_in("10 % off", date(2026, 1, 5)) == "10 % off"
