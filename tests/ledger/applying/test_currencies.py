"""Applying in and between currencies: realized and unrealized gains, rounding, corrections.

Ledger spec, section 3, Currencies. Dollars are worth 0.90 EUR unless a rate says otherwise.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from arcore.company.models import Company, Currency, ExchangeRate
from ledger.books import check_books
from ledger.currencies.adjust import adjust_exchange_rates
from ledger.models import DetailedCustomerEntry
from ledger.posting import PostingRefused, post
from tests.builders import TODAY
from tests.ledger.applying.actions import (
    apply,
    balances,
    payment,
    reverse,
    state,
    unapply,
)

D = Decimal
EARLIER = TODAY - timedelta(days=20)


@pytest.fixture
def adatum(house):
    return house.customer()


def rate(currency, day, factor):
    ExchangeRate.objects.create(
        currency=currency, starting_date=day, relational_exchange_rate_amount=D(factor)
    )


def dollars(house, customer, gross, factor, day=EARLIER):
    return house.invoice_of(gross, customer, day=day, currency=house.usd, factor=D(factor))


def kinds(*left_out):
    rows = DetailedCustomerEntry.objects.order_by("id").values_list("entry_type", "amount_lcy")
    return [(kind, lcy) for kind, lcy in rows if kind not in ("initial", *left_out)]


def test_one_foreign_currency_realizes_the_difference_on_the_payment(house, adatum, guards_now):
    """100 USD at 1.10, paid at 1.20: a gain of 10."""
    invoice = dollars(house, adatum, "100", "1.10")
    paid = payment(house, adatum, "-100", currency="USD", factor="1.20", applies=[invoice])
    guards_now()
    assert state(invoice, paid) == [(False, 0, 0, 0, 0)] * 2
    assert kinds() == [("application", -110), ("application", 110), ("realized_gain", 10)]
    assert DetailedCustomerEntry.objects.get(entry_type="realized_gain").entry == paid
    assert balances()["7660"] == -10
    assert balances().get("4110") is None
    assert check_books() == []


def test_a_loss_is_the_mirror(house, adatum):
    invoice = dollars(house, adatum, "100", "1.20")
    payment(house, adatum, "-100", currency="USD", factor="1.10", applies=[invoice])
    assert balances()["6660"] == 10
    assert kinds()[-1] == ("realized_loss", -10)


def test_local_money_for_a_foreign_invoice_realizes_on_the_invoice(house, adatum, guards_now):
    rate(house.usd, TODAY, "1.20")
    invoice = dollars(house, adatum, "100", "1.10")
    payment(house, adatum, "-120", applies=[invoice])
    guards_now()
    assert state(invoice) == [(False, 0, 0, 0, 0)]
    assert DetailedCustomerEntry.objects.get(entry_type="realized_gain").entry == invoice
    assert balances()["7660"] == -10
    assert check_books() == []


def test_the_rate_of_the_payments_own_day_counts_not_the_applications(house, adatum):
    """The dollar is at 1.20 on the day of the payment, at 1.50 when it is applied."""
    later = TODAY + timedelta(days=3)
    rate(house.usd, TODAY, "1.20")
    rate(house.usd, later, "1.50")
    invoice = dollars(house, adatum, "100", "1.10")
    paid = payment(house, adatum, "-120")
    apply(paid, invoice, day=later)
    assert state(invoice, paid) == [(False, 0, 0, 0, 0)] * 2
    assert balances()["7660"] == -10


def test_part_of_a_foreign_invoice_paid_in_local_money(house, adatum):
    rate(house.usd, TODAY, "1.20")
    invoice = dollars(house, adatum, "100", "1.10")
    paid = payment(house, adatum, "-60", applies=[invoice])
    assert state(invoice, paid) == [(True, 50, 55, 0, 0), (False, 0, 0, 0, 0)]
    assert balances()["7660"] == -5
    assert check_books() == []


def test_foreign_money_for_a_local_invoice(house, adatum):
    invoice = house.invoice_of("90", adatum, day=EARLIER)
    paid = payment(house, adatum, "-150", currency="USD", factor="0.90", applies=[invoice])
    assert state(invoice, paid) == [(False, 0, 0, 0, 0), (True, -50, -45, 0, 0)]
    assert check_books() == []


def test_two_foreign_currencies(house, adatum):
    pound = Currency.objects.create(code="GBP", description="Pound")
    rate(pound, date(2020, 1, 1), "1.20")
    house.accounts_of(pound)
    rate(house.usd, TODAY, "0.80")
    invoice = dollars(house, adatum, "150", "0.90")  # 135.00; 120.00 today, 100 GBP
    paid = payment(house, adatum, "-100", currency="GBP", factor="1.20", applies=[invoice])
    assert state(invoice, paid) == [(False, 0, 0, 0, 0)] * 2
    assert balances()["6660"] == 15
    assert check_books() == []


def test_what_is_left_of_a_part_payment_stands_at_its_own_rate(house, adatum):
    """33.33 of 100.00 at 0.87: 29.00 goes, 58.00 stays, and 66.67 at 0.87 are 58.00."""
    invoice = dollars(house, adatum, "100", "0.87")
    payment(house, adatum, "-33.33", currency="USD", factor="0.87", applies=[invoice])
    assert state(invoice) == [(True, D("66.67"), D("58.00"), 0, 0)]
    assert check_books() == []


def test_a_cent_between_remaining_and_rate_is_corrected(house, adatum):
    """100.01 at 0.333 is 33.30; 0.50 of it is 0.17; 99.51 stands at 33.14, not 33.13."""
    invoice = dollars(house, adatum, "100.01", "0.333")
    paid = payment(house, adatum, "-0.50", currency="USD", factor="0.333", applies=[invoice])
    assert state(invoice)[0][1:3] == (D("99.51"), D("33.14"))
    assert ("correction", D("0.01")) in kinds()
    assert balances()["6581"] == D("-0.01")
    unapply(paid)
    assert state(invoice)[0][1:3] == (D("100.01"), D("33.30"))
    assert check_books() == []


@pytest.mark.parametrize(
    ("precision", "paid", "left"),
    [
        ("0.05", "-90.05", [(False, 0), (False, 0)]),
        ("0.05", "-89.95", [(False, 0), (False, 0)]),
        ("0.05", "-90.06", [(False, 0), (True, D("-0.06"))]),
        ("0.05", "-89.93", [(True, D("0.08")), (False, 0)]),
        ("0", "-90.05", [(False, 0), (True, D("-0.05"))]),
    ],
)
def test_a_small_rest_between_currencies_is_rounded_off(house, adatum, precision, paid, left):
    type(house.eur).objects.filter(pk="EUR").update(application_rounding_precision=D(precision))
    invoice = dollars(house, adatum, "100", "0.90")
    money = payment(house, adatum, paid, applies=[invoice])
    assert [row[:2] for row in state(invoice, money)] == left
    rounded = D(precision) and left[0] == left[1]
    assert ("appln_rounding" in dict(kinds())) is bool(rounded)
    assert check_books() == []


def test_a_small_rest_pays_the_next_entry_before_it_is_rounded_off(house, adatum):
    type(house.eur).objects.filter(pk="EUR").update(application_rounding_precision=D("0.05"))
    first, second = (dollars(house, adatum, "100", "0.90") for _ in range(2))
    paid = payment(house, adatum, "-90.03", applies=[first, second])
    assert [row[1] for row in state(first, second, paid)] == [0, D("99.97"), 0]
    assert "appln_rounding" not in dict(kinds())


@pytest.mark.parametrize(
    ("paid", "left"), [("-881.95", 0), ("-881.94", D("20.07"))]
)  # 980 USD are 882.00
def test_a_discount_is_granted_where_only_a_small_rest_is_missing(house, adatum, paid, left):
    type(house.eur).objects.filter(pk="EUR").update(application_rounding_precision=D("0.05"))
    invoice = dollars(house, adatum, "1000", "0.90", day=TODAY)
    type(invoice).objects.filter(pk=invoice.pk).update(
        discount_date=TODAY, remaining_discount=20
    )
    money = payment(house, adatum, paid, applies=[invoice])
    assert [row[1] for row in state(invoice, money)] == [left, 0]
    if not left:
        assert (balances()["6650"], balances()["6582"]) == (18, D("0.05"))
    assert check_books() == []


def test_a_revalued_payment_gives_back_what_it_pays_not_what_it_settles(house, adatum):
    """Of 980 USD that rose by 49.00, 490 close an invoice of 500 less 10: 24.50 go back."""
    first, second = (dollars(house, adatum, "500", "0.90", day=TODAY) for _ in range(2))
    type(first).objects.update(discount_date=TODAY, remaining_discount=10)
    paid = payment(house, adatum, "-980", currency="USD", factor="0.90")
    rate(house.usd, TODAY + timedelta(days=1), "0.95")
    post(adjust_exchange_rates(
        TODAY + timedelta(days=1), ["USD"], "ADJ", key="ADJ", user_id=None, today=TODAY
    ))  # fmt: skip
    apply(paid, first, day=TODAY + timedelta(days=1))
    assert state(paid)[0][1:3] == (-490, D("-465.50"))
    apply(paid, second, day=TODAY + timedelta(days=1))
    assert state(first, second, paid) == [(False, 0, 0, 0, 0)] * 3
    assert not {"4760", "4770", "6660", "7660"} & set(balances())
    assert check_books() == []


def test_what_is_worth_nothing_in_the_payments_currency_holds_nothing_up(house, adatum):
    rupiah = Currency.objects.create(code="IDR", description="Rupiah")
    rate(rupiah, TODAY, "0.00006")
    house.accounts_of(rupiah)
    tiny = house.invoice_of("10", adatum, currency=rupiah, factor=D("0.00006"))
    invoice = house.invoice_of("100", adatum)
    payment(house, adatum, "-50", applies=[tiny, invoice])
    assert [row[1] for row in state(tiny, invoice)] == [10, 50]
    assert check_books() == []


def test_what_closed_an_entry_is_kept_in_all_its_currencies(house, adatum):
    """100 USD are 90.00; 1.80 is missing, which are 2.00 USD. Applied three days later."""
    Currency.objects.filter(pk="USD").update(payment_tolerance_max=5)
    day = TODAY + timedelta(days=3)
    invoice = dollars(house, adatum, "100", "0.90", day=TODAY)
    paid = payment(house, adatum, "-88.20")
    apply(paid, invoice, day=day)
    invoice.refresh_from_db()
    paid.refresh_from_db()
    assert (invoice.closed_by, invoice.closed_at, invoice.accepted_tolerance) == (paid, day, 2)
    assert (paid.closed_by, paid.closed_at, paid.accepted_tolerance) == (invoice, day, 0)
    for entry, amounts in ((invoice, (-100, -90, -90)), (paid, (90, 90, 100))):
        assert (
            entry.closed_by_amount,
            entry.closed_by_amount_lcy,
            entry.closed_by_currency_amount,
        ) == amounts


def test_discount_and_tolerance_in_a_foreign_currency(house, adatum):
    Currency.objects.filter(pk="USD").update(payment_tolerance_max=5)
    invoice = dollars(house, adatum, "1000", "0.90", day=TODAY)
    type(invoice).objects.filter(pk=invoice.pk).update(
        discount_date=TODAY, remaining_discount=20
    )
    paid = payment(house, adatum, "-975", currency="USD", factor="0.80", applies=[invoice])
    assert state(invoice, paid) == [(False, 0, 0, 0, 0)] * 2
    assert (balances()["6650"], balances()["6580"], balances()["6660"]) == (16, 4, 100)
    assert check_books() == []


@pytest.mark.parametrize("money", [("USD", "-100", "1.20"), ("EUR", "-120", "1")])
def test_unapplying_takes_the_gain_back_to_the_cent(house, adatum, money, guards_now):
    rate(house.usd, TODAY, "1.20")
    currency, amount, factor = money
    invoice = dollars(house, adatum, "100", "1.10")
    before = balances()
    paid = payment(house, adatum, amount, currency=currency, factor=factor, applies=[invoice])
    unapply(paid)
    guards_now()
    assert state(invoice) == [(True, 100, 110, 0, 0)]
    reverse(paid)
    assert balances() == before
    assert check_books() == []


@pytest.mark.parametrize(
    ("between", "refused"), [("none", True), ("euro", True), ("all", False)]
)
def test_the_company_says_which_currencies_meet(house, adatum, between, refused):
    Company.objects.update(apply_between_currencies=between)
    invoice = dollars(house, adatum, "100", "0.90")
    paid = payment(house, adatum, "-90")
    if refused:
        with pytest.raises(PostingRefused, match="is in USD, not in EUR"):
            apply(paid, invoice)
    else:
        apply(paid, invoice)
        assert state(invoice)[0][0] is False


def test_both_sides_revalued_all_of_it_goes_back_and_the_rest_is_realized(house, adatum):
    """Invoice at 1.10 and payment at 1.15, both brought to 1.20: a gain of 5 is what is left."""
    day = TODAY + timedelta(days=1)
    invoice = dollars(house, adatum, "100", "1.10")
    paid = payment(house, adatum, "-100", currency="USD", factor="1.15")
    rate(house.usd, day, "1.20")
    command = adjust_exchange_rates(day, ["USD"], "A", key="A", user_id=None, today=TODAY)
    post(command)
    assert state(invoice, paid) == [(True, 100, 120, 0, 0), (True, -100, -120, 0, 0)]
    before = balances()
    apply(paid, (invoice, "60"), day=day)
    assert state(invoice, paid) == [(True, 40, 48, 0, 0), (True, -40, -48, 0, 0)]
    assert kinds("unrealized_gain", "unrealized_loss") == [
        ("application", -66),
        ("application", 66),
        ("realized_gain", 3),
    ]
    apply(paid, invoice, day=day)
    assert state(invoice, paid) == [(False, 0, 0, 0, 0)] * 2
    assert (balances()["7660"], balances().get("4770"), balances().get("4760")) == (
        -5,
        None,
        None,
    )
    unapply(paid, day=day)
    unapply(paid, day=day)
    assert balances() == before
    assert state(invoice, paid) == [(True, 100, 120, 0, 0), (True, -100, -120, 0, 0)]
    assert check_books() == []
