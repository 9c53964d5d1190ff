"""A vendor blocked for payment takes no payment, one blocked for all takes nothing."""

import pytest

from ledger.posting.checks.blocked_vendor import blocked_vendor
from tests.ledger.posting.requests import VENDOR, messages, party, party_line, request_of


@pytest.mark.parametrize(
    ("blocked", "document_type", "refused"),
    [
        ("", "payment", False),
        ("payment", "payment", True),
        ("payment", "invoice", False),
        ("all", "payment", True),
        ("all", "invoice", True),
    ],
)
def test_the_block_of_a_vendor_counts(blocked, document_type, refused):
    line = party_line("10", document_type, party=party(VENDOR, no="V1", blocked=blocked))
    found = messages(blocked_vendor(request_of(line)))
    assert bool(found) is refused
    assert all("Vendor V1 Adatum is blocked" in message for message in found)


def test_a_customer_is_not_judged_here():
    line = party_line("-10", party=party(blocked="all"))
    assert messages(blocked_vendor(request_of(line))) == []
