"""The balance in sight: every figure, and that a tick never sums an account again."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.posting import post
from payments.models import RegistrationLine
from payments.registration.balance import Balance, balance_of, standing_of
from tests.ledger.posting.paying import Line, paying
from tests.payments.journal.builders import line_of, receipts, recurring
from tests.payments.registration.builders import setup_of, ticked

LIST = "/payments/registration/"
SUMMED = ("ledger_bankledgerentry", "ledger_generalledgerentry", "payments_journalline")


@pytest.fixture
def clerk(clara, setup):
    client = Client()
    client.force_login(clara, "django.contrib.auth.backends.ModelBackend")
    return client


def money_in(house, amount, **account):
    account = account or {"bank_id": house.bank.pk}
    post(paying(f"X{amount}", Line(house.customer().pk, f"-{amount}"), **account))


def figures(balance: Balance) -> dict[str, Decimal]:
    return {
        "ticked": balance.ticked,
        "posted": balance.standing.posted,
        "journals": balance.standing.journals,
        "unposted": balance.unposted,
        "total": balance.total,
    }


def test_posted_ticked_and_journal_lines_make_the_total(house, clara, setup):
    money_in(house, "500.00")
    ticked(clara, house.invoice_of("100.00"), "60.00")
    ticked(clara, house.invoice_of("9.00", currency=house.usd), "9.00")  # another currency
    line_of(receipts(house), house, house.customer(), "-7.00")
    line_of(receipts(house, "OTHER"), house, house.bank, "-2.00", against=False)
    line_of(recurring(house, name="RENT"), house, house.customer(), "-900.00")
    assert figures(balance_of(setup, standing_of(setup))) == {
        "ticked": Decimal("60.00"),
        "posted": Decimal("500.00"),
        "journals": Decimal("5.00"),
        "unposted": Decimal("65.00"),
        "total": Decimal("565.00"),
    }


def test_a_ledger_account_takes_the_money_in_local_currency(house, clara):
    cash = house.accounts["cash"]
    setup = setup_of(
        house, clara, balancing_type="account", balancing_account=cash, balancing_bank=None
    )
    money_in(house, "30.00", account_id=cash.pk)
    ticked(clara, house.invoice_of("100.00"), "-5.00")
    assert figures(balance_of(setup, standing_of(setup)))["total"] == Decimal("25.00")


def tick(client, entry, **fields) -> tuple[str, list[str]]:
    """The foot that a tick answers with, and the statements it took."""
    url = reverse("registration:line", args=[entry.pk])
    with CaptureQueriesContext(connection) as captured:
        told = client.post(url, {"made": "1", **fields}).json()
    return told["foot"], [query["sql"] for query in captured]


def sums_of(statements) -> list[str]:
    return [s for s in statements if "SUM(" in s and any(f'FROM "{t}"' in s for t in SUMMED)]


def test_a_tick_adds_to_the_standing_of_its_page_and_sums_no_account(house, clerk):
    first, second = house.invoice_of("100.00"), house.invoice_of("50.00")
    money_in(house, "500.00")
    page = clerk.get(LIST).content.decode()
    assert 'data-posted="500.00' in page
    known = {"posted": "500.00", "journals": "0"}
    foot, statements = tick(clerk, first, **known)
    assert sums_of(statements) == []
    assert "600.00" in foot
    foot, again = tick(clerk, second, **known)
    assert "650.00" in foot
    for place in range(20):
        money_in(house, f"{place}.01")
    RegistrationLine.objects.all().delete()
    _foot, many = tick(clerk, first, **known)
    assert len(many) == len(statements) == len(again)


@pytest.mark.parametrize("known", [{}, {"posted": "much", "journals": "0"}, {"posted": "1"}])
def test_without_a_readable_standing_the_account_is_summed(house, clerk, known):
    money_in(house, "500.00")
    foot, statements = tick(clerk, house.invoice_of("100.00"), **known)
    assert len(sums_of(statements)) == 2
    assert "600.00" in foot


def test_searching_sums_nothing(house, clerk):
    asked = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "list"}
    with CaptureQueriesContext(connection) as captured:
        clerk.get(LIST, {"q": "100"}, **asked)
    assert sums_of(query["sql"] for query in captured) == []
