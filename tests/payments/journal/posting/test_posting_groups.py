"""A line may be posted to another posting group than its customer's or vendor's."""

import pytest

from customers.models import CustomerPostingGroup
from ledger.models import (
    CustomerLedgerEntry,
    CustomerPostingSetup,
    GeneralLedgerEntry,
    GLAccount,
)
from payments.journal.copy_back import copy_back
from payments.journal.lines import change_line
from payments.models import JournalLine, PostedJournal
from tests.payments.journal.builders import line_of, paying


@pytest.fixture
def foreign(house):
    """A group whose receivables stand on an account of their own."""
    group = CustomerPostingGroup.objects.create(code="FOREIGN", description="Foreign")
    control = GLAccount.objects.create(
        no="411900", name="Receivables abroad", category="assets"
    )
    CustomerPostingSetup.objects.create(group=group, control_account=control)
    return group


def on(account):
    entries = GeneralLedgerEntry.objects.filter(account=account)
    return [row.amount for row in entries.order_by("pk")]


def test_the_entry_stands_on_the_groups_account_and_moves_when_it_is_applied(
    house, batch, foreign, post_it
):
    invoice = house.invoice_of("100")
    line_of(
        batch,
        house,
        invoice.customer,
        "-100",
        customer_posting_group=foreign,
        **paying(invoice),
    )
    post_it(batch)
    paid = CustomerLedgerEntry.objects.get(document_type="payment")
    assert paid.posting_group == foreign
    assert on(foreign.setup.control_account) == [-100, 100]
    copy = PostedJournal.objects.get().lines.get()
    assert copy.posting_group == "FOREIGN"


def test_a_group_without_accounts_is_refused(house, batch, refusals_of):
    group = CustomerPostingGroup.objects.create(code="BARE", description="No accounts")
    line_of(batch, house, house.customer(), "-100", customer_posting_group=group)
    assert [number for number, _told in refusals_of(batch)] == [10_000]


def test_the_group_goes_with_its_customer(house, batch, foreign, jane):
    line = line_of(batch, house, house.customer(), "-100", customer_posting_group=foreign)
    values = {"account_type": "account", "account": house.accounts["fees"]}
    assert change_line(line.pk, 1, values, jane).posting_group is None


def test_a_copied_line_has_its_group_again(house, batch, foreign, post_it, jane):
    line_of(batch, house, house.customer(), "-100", customer_posting_group=foreign)
    post_it(batch)
    copy_back(PostedJournal.objects.get().pk, batch.pk, user=jane, reverse=True)
    assert JournalLine.objects.get().posting_group == foreign
