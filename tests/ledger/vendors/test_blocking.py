"""A block set on the card holds wherever the vendor is posted to, and is gone once lifted."""

import pytest
from django.urls import reverse

from ledger.models import VendorLedgerEntry
from ledger.posting import PostingRefused, post
from payments.reconciliation.posting import post_journal
from payments.reconciliation.put_on_account import put_on_account
from tests.builders import TODAY
from tests.ledger.posting.paying import Line, paying
from tests.payments.builders import journal_of

SAID = "is blocked. Lift the block on the vendor card first."


@pytest.fixture
def jane(house, client):
    """A browser with an accountant in front of it."""
    client.user = house.user("jane")
    client.force_login(client.user)
    return client


def set_block(client, vendor, blocked: str) -> None:
    """As the accountant does it, on the card."""
    vendor.refresh_from_db()
    typed = {
        "name": vendor.name,
        "posting_group": vendor.posting_group_id,
        "blocked": blocked,
        "version": vendor.version,
    }
    response = client.post(reverse("vendors:edit", args=[vendor.pk]), typed)
    assert response.status_code == 302


def post_line(house, vendor, document_type: str, amount: str, key: str):
    line = Line(vendor.pk, amount, document_type, "vendor")
    return post(paying(key, line, account_id=house.accounts["fees"].pk))


@pytest.mark.parametrize(
    ("blocked", "document_type", "amount", "refused"),
    [
        ("payment", "payment", "10", True),
        ("payment", "invoice", "-10", False),
        ("payment", "credit_memo", "10", False),
        ("payment", "refund", "-10", False),
        ("all", "payment", "10", True),
        ("all", "invoice", "-10", True),
        ("all", "credit_memo", "10", True),
        ("all", "refund", "-10", True),
        ("", "payment", "10", False),
    ],
)
def test_the_block_of_the_card_decides(house, jane, blocked, document_type, amount, refused):
    vendor = house.vendor()
    set_block(jane, vendor, blocked)
    if refused:
        with pytest.raises(PostingRefused, match=f"{vendor.no} {vendor.name} {SAID}"):
            post_line(house, vendor, document_type, amount, "X1")
        set_block(jane, vendor, "")
    post_line(house, vendor, document_type, amount, "X1")
    assert VendorLedgerEntry.objects.get().document_type == document_type


def test_a_vendor_blocked_after_matching_is_not_paid_by_the_statement(house, jane):
    vendor = house.vendor()
    journal = journal_of(house.bank, ("-50.00", "thanks"), day=TODAY)
    line = journal.lines.get()
    put_on_account(line.pk, line.version, jane.user, kind="vendor", party=vendor)
    set_block(jane, vendor, "payment")
    journal.refresh_from_db()
    command = post_journal(
        journal, version=journal.version, user_id=jane.user.pk, today=TODAY, reconcile=False
    )
    with pytest.raises(PostingRefused, match=SAID):
        post(command)
    assert not VendorLedgerEntry.objects.exists()


def test_the_card_says_what_the_block_leaves_possible(house, jane):
    vendor = house.vendor()
    for blocked, said in (
        ("payment", "is blocked for payments. Invoices, credit memos and refunds remain"),
        ("all", "is blocked for all transactions. Lift the block"),
    ):
        set_block(jane, vendor, blocked)
        assert said in jane.get(vendor.get_absolute_url()).content.decode()
    set_block(jane, vendor, "")
    assert "is blocked" not in jane.get(vendor.get_absolute_url()).content.decode()
