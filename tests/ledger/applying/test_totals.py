"""What marks come to, in the applicant's currency."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from ledger.applying.applicants import Applicant
from ledger.applying.exchange import Exchange
from ledger.applying.totals import totals_of
from ledger.posting import PartyKind
from ledger.posting.for_sources import Currency, Foreign, Market
from tests.builders import TODAY

D = Decimal
EUR = Currency("EUR", D("0.01"))
DOLLAR = Foreign("USD", D("0.01"), days=(TODAY,), factors=(D("0.9"),))


def exchange(amount, document_type="payment"):
    of = Applicant(
        "customer-entry:1", PartyKind.CUSTOMER, 1, "Adatum", "P1", document_type, TODAY, EUR,
        D(1), D(amount),
    )  # fmt: skip
    return Exchange(of, EUR, Market({"USD": DOLLAR}))


def entry(remaining, discount="0", currency="EUR", *, is_open=True):
    return SimpleNamespace(
        document_type="invoice" if D(remaining) > 0 else "credit_memo",
        remaining=D(remaining),
        remaining_discount=D(discount),
        discount_date=TODAY,
        currency_id=currency,
        open=is_open,
    )


@pytest.mark.parametrize(
    ("to_apply", "discount", "left"),
    [
        ("1000", "20", "0"),  # all of it
        ("980", "20", "0"),  # what closes it with the discount
        ("979.99", "0", "-0.01"),  # one cent less: no discount
        ("1200", "20", "0"),  # the entry shrank since it was marked
    ],
)
def test_the_discount_is_all_or_nothing(to_apply, discount, left):
    told = totals_of(exchange("-980"), [(entry("1000", "20"), D(to_apply))])
    assert (told.discount, told.left) == (D(discount), D(left))


def test_an_invoice_that_applies_earns_no_discount():
    told = totals_of(exchange("980", "invoice"), [(entry("-1000", "-20"), D(-1000))])
    assert (told.discount, told.left) == (0, -20)


def test_credit_memos_and_other_currencies_add_up_and_a_missing_rate_is_told():
    marked = [
        (entry("100"), D(100)),
        (entry("-30"), D(-30)),
        (entry("10", currency="USD"), D(10)),
        (entry("10", currency="CHF"), D(10)),
        (entry("50", is_open=False), D(50)),
    ]
    told = totals_of(exchange("-79"), marked)
    assert (told.to_apply, told.left, told.count) == (79, 0, 5)
    assert told.unknown == ("CHF",)


def test_nothing_marked_leaves_everything():
    told = totals_of(exchange("-50"), [])
    assert (told.to_apply, told.payable, told.left) == (0, 0, -50)
