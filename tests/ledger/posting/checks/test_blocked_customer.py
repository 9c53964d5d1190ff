"""The block read under lock counts for every party that a posting names."""

import pytest

from customers.blocking import Action
from ledger.posting.checks.blocked_customer import blocked_customer
from tests.ledger.posting.requests import VENDOR, messages, party, party_line, request_of


@pytest.mark.parametrize(
    ("blocked", "action", "refused"),
    [
        ("", Action.POST_PAYMENT, False),
        ("invoice", Action.POST_PAYMENT, False),
        ("all", Action.POST_PAYMENT, True),
        ("ship", Action.INVOICE_SHIPPED, False),
        ("invoice", Action.INVOICE_SHIPPED, True),
    ],
)
def test_the_matrix_is_asked_for_lines_and_for_named_parties(blocked, action, refused):
    customer = party(blocked=blocked)
    line = party_line("-10", party=customer, action=action)
    assert bool(messages(blocked_customer(request_of(line)))) is refused
    assert (
        bool(messages(blocked_customer(request_of(parties=((customer, action),))))) is refused
    )


def test_the_privacy_block_is_told_first():
    line = party_line("-10", party=party(privacy_blocked=True), action=Action.POST_PAYMENT)
    (message,) = messages(blocked_customer(request_of(line)))
    assert "blocked for privacy" in message


def test_a_vendor_has_a_check_of_its_own():
    line = party_line("10", party=party(VENDOR, blocked="all"), action=Action.POST_PAYMENT)
    assert messages(blocked_customer(request_of(line))) == []


def test_a_line_without_an_action_asks_nothing():
    line = party_line("-10", party=party(blocked="all"))
    assert messages(blocked_customer(request_of(line))) == []
