"""What choosing a document or an account proposes for the rest of the line."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from payments.journal.proposals import follow, proposed_amount
from tests.builders import TODAY


@dataclass
class Entry:
    remaining: Decimal
    remaining_discount: Decimal = Decimal(20)
    discount_date: date | None = TODAY
    customer: object = None
    currency: str = "EUR"


ADATUM = SimpleNamespace(name="Adatum", currency=None)
CONTOSO = SimpleNamespace(name="Contoso", currency="USD")


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (TODAY, "-980"),
        (TODAY + timedelta(days=1), "-1000"),
        (TODAY - timedelta(days=1), "-980"),
        (None, "-1000"),
    ],
)
def test_the_amount_is_less_the_discount_while_it_is_in_time(day, amount):
    assert proposed_amount(Entry(Decimal(1000)), day) == Decimal(amount)


def test_a_credit_memo_and_an_entry_without_discount():
    memo = Entry(Decimal(-50), Decimal(0), None)
    assert proposed_amount(memo, TODAY) == 50


def test_a_document_brings_customer_name_currency_and_amount():
    entry = Entry(Decimal(1000), customer=CONTOSO, currency="USD")
    found = follow({"applies_to": entry, "posting_date": TODAY}, ["applies_to"])
    assert found == {
        "account": CONTOSO, "currency": "USD", "amount": -980, "description": "Contoso",
    }  # fmt: skip


def test_an_amount_that_is_there_stays_and_the_other_side_has_the_other_sign():
    entry = Entry(Decimal(1000), customer=ADATUM)
    values = {"applies_to": entry, "account": ADATUM, "posting_date": TODAY}
    assert "amount" not in follow({**values, "amount": Decimal(-5)}, ["applies_to"])
    bank = SimpleNamespace(name="Bank")
    assert follow({**values, "account": bank}, ["applies_to"])["amount"] == 980


def test_an_account_brings_its_name_and_currency():
    none = {"applies_to": None}
    assert follow({"account": CONTOSO, **none}, ["account"]) == {
        "description": "Contoso", "currency": "USD",
    }  # fmt: skip
    assert follow({"account": ADATUM, **none}, ["account"]) == {"description": "Adatum"}
    assert follow({"account": ADATUM}, ["amount"]) == {}


def test_another_type_empties_its_account_and_another_customer_the_document():
    entry = Entry(Decimal(1000), customer=ADATUM)
    both = {"account": ADATUM, "applies_to": entry}
    assert follow(both, ["account"]) == {"description": "Adatum"}
    other = follow({"account": CONTOSO, "applies_to": entry}, ["account"])
    assert other["applies_to"] is None
    unreadable = follow({"account": CONTOSO}, ["account"])
    assert unreadable["applies_to"] is None
    assert follow(both, ["account_type"])["account"] is None
    assert "account" not in follow(both, ["account_type", "account"])
    nothing_applied = {"applies_to": None, "balancing": "MAIN"}
    assert follow(nothing_applied, ["balancing_type"]) == {"balancing": None}
