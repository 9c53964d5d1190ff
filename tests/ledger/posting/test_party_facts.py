"""Customers as posting reads them: alone, or along with other rows."""

from ledger.models import CustomerPostingSetup
from ledger.posting import post
from ledger.posting.known import PartyKind
from ledger.posting.party_facts import (
    customer_columns,
    customers_of,
    parties,
    read_parties,
)
from ledger.posting.sql import Query, fetch
from tests.ledger.posting.test_budgets import posting, statements

CUSTOMER = PartyKind.CUSTOMER
ALONG = f"""
SELECT 1 AS id, '?' AS no, {customer_columns("b", "g", "payer_")} FROM customers_customer b
LEFT JOIN ledger_customerpostingsetup g ON g.group_id = b.posting_group_id
"""


def test_a_customer_is_read_the_same_way_alone_and_along_with_other_rows(house):
    customer = house.customer(
        "Loire", blocked="ship", application_method="oldest", block_payment_tolerance=True
    )
    alone = read_parties(CUSTOMER, fetch(parties(CUSTOMER, [customer.pk])))
    party = alone[customer.pk]
    setup = CustomerPostingSetup.objects.get(group=customer.posting_group)
    assert (party.no, party.name, party.blocked) == (customer.no, "Loire", "ship")
    assert party.applies_to_oldest
    assert party.block_payment_tolerance
    assert party.accounts.control == setup.control_account_id
    assert party.accounts.rounding == setup.rounding_account_id
    assert read_parties(CUSTOMER, fetch(Query(ALONG)), "payer_") == alone
    chosen = customers_of("SELECT id FROM customers_customer WHERE no = %s", (customer.no,))
    assert read_parties(CUSTOMER, fetch(chosen)) == alone


def test_a_sell_to_customer_who_does_not_pay_costs_one_statement_more(house):
    payer = house.customer("Head office")
    own = statements(posting(house.draft(house.customer("Own"), ("1", "10"))))
    draft = house.draft(house.customer("Branch"), ("1", "10"), bill_to=payer)
    assert len(statements(posting(draft))) == len(own) + 1
    assert payer.ledger_entries.get().remaining == draft.lines.get().quantity * 12
    both = [house.draft(payer, ("1", "10")), house.draft(house.customer(), bill_to=payer)]
    post(posting(*both))
    assert payer.ledger_entries.count() == 3
