"""A customer or vendor has money on the other side; only such a line is applied."""

import pytest

from payments.journal.checks.applies_to_allowed import applies_to_allowed
from payments.journal.checks.party_against_money import party_against_money
from payments.journal.values import Applied, Side
from tests.payments.journal.builders import ACCOUNT, BANK, CUSTOMER, journal, line, told

VENDOR = Side("vendor", 1)
INVOICE = Applied("customer", 1)


@pytest.mark.parametrize(
    ("account", "balancing", "refused"),
    [
        (CUSTOMER, BANK, False),
        (CUSTOMER, ACCOUNT, False),
        (CUSTOMER, Side(), False),
        (CUSTOMER, CUSTOMER, True),
        (CUSTOMER, VENDOR, True),
        (ACCOUNT, CUSTOMER, False),
        (ACCOUNT, BANK, False),
        (BANK, BANK, True),
        (BANK, Side("bank", 6), False),
    ],
)
def test_parties_need_money_on_the_other_side(account, balancing, refused):
    found = told(party_against_money(journal(line(account=account, balancing=balancing))))
    assert found == ([(10_000, "balancing")] if refused else [])


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"applies_to": INVOICE}, 0),
        ({"marks": (INVOICE,)}, 0),
        ({"applies_to": INVOICE, "marks": (INVOICE,)}, 1),
        ({"applies_to": INVOICE, "account": BANK, "balancing": ACCOUNT}, 1),
        ({"marks": (INVOICE,), "account": ACCOUNT, "balancing": Side()}, 1),
        ({"applies_to": INVOICE, "account": BANK, "balancing": CUSTOMER}, 0),
    ],
)
def test_one_document_or_marks_and_only_for_a_party(fields, count):
    assert len(told(applies_to_allowed(journal(line(**fields))))) == count
