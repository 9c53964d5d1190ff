"""Accept, remove, put on account, transfer and edit: each leaves line and parts in step."""

from decimal import Decimal

import pytest

from payments.models import Confidence, ReconciliationLine
from payments.reconciliation.apply_by_hand import tick
from payments.reconciliation.edit_lines import add_line, delete_line, edit_header, edit_line
from payments.reconciliation.put_on_account import put_on_account
from payments.reconciliation.refused import ChangedMeanwhile, LeftOver, ReconciliationRefused
from payments.reconciliation.review import accept, remove
from payments.reconciliation.totals import totals_of
from payments.reconciliation.transfer_difference import transfer_difference
from tests.payments.reconciliation.camt import DAY, Money
from tests.payments.reconciliation.test_apply_by_hand import credit_memo


@pytest.fixture
def paid(house, accountant, line_of):
    """A line of 120.00 applied to an invoice of 100.00."""
    line = line_of("120.00", "too much")
    entry = house.invoice_of("100.00")
    tick(line.pk, 1, accountant, kind="customer", entry_id=entry.pk)
    line.refresh_from_db()
    return line


def test_accepting_asks_about_what_is_left_over(paid, accountant):
    with pytest.raises(LeftOver):
        accept(paid.pk, paid.version, accountant)
    paid.refresh_from_db()
    assert paid.confidence == Confidence.MANUAL
    accept(paid.pk, paid.version, accountant, rest_to_account=True)
    paid.refresh_from_db()
    assert (paid.confidence, paid.difference, paid.applied_count) == (Confidence.ACCEPTED, 0, 2)
    assert set(paid.applied_entries.values_list("confidence", flat=True)) == {
        Confidence.ACCEPTED
    }


def test_nothing_applied_is_nothing_to_accept(line_of, accountant):
    line = line_of("10.00")
    with pytest.raises(ReconciliationRefused, match="nothing to accept"):
        accept(line.pk, 1, accountant)


def test_removing_clears_account_parts_and_marks(paid, accountant):
    remove(paid.pk, paid.version, accountant)
    paid.refresh_from_db()
    assert not paid.applied_entries.exists()
    assert (paid.account_type, paid.customer, paid.applied_amount) == ("", None, 0)
    assert paid.match_details == {}


def test_the_rest_goes_to_the_lines_own_customer(paid, accountant):
    put_on_account(paid.pk, paid.version, accountant)
    paid.refresh_from_db()
    assert paid.difference == 0
    assert paid.applied_entries.get(customer_entry=None).amount == 20


def test_a_line_without_party_needs_one(line_of, accountant):
    line = line_of("10.00")
    with pytest.raises(ReconciliationRefused, match="Choose a customer"):
        put_on_account(line.pk, 1, accountant)


def test_a_whole_line_takes_the_account_itself(house, line_of, accountant):
    line = line_of("-12.50", "fees")
    carrier = transfer_difference(
        line.pk, 1, accountant, kind="account", target=house.accounts["fees"]
    )
    assert carrier == line
    line.refresh_from_db()
    assert (line.account, line.difference) == (house.accounts["fees"], 0)


def test_a_difference_goes_to_a_child_line_and_comes_back_with_it(house, paid, accountant):
    child = transfer_difference(
        paid.pk, paid.version, accountant, kind="account", target=house.accounts["fees"]
    )
    paid.refresh_from_db()
    assert (paid.amount, child.amount, child.parent) == (100, 20, paid)
    assert (child.transaction_date, child.text) == (paid.transaction_date, "too much")
    delete_line(child.pk, child.version, accountant)
    paid.refresh_from_db()
    assert (paid.amount, paid.difference) == (120, 20)
    paid.journal.refresh_from_db()
    assert paid.journal.ending_balance == Decimal("1120.00")


def test_the_statements_own_bank_account_is_no_target(house, line_of, accountant):
    line = line_of("10.00")
    with pytest.raises(ReconciliationRefused, match="own bank account"):
        transfer_difference(line.pk, 1, accountant, kind="bank", target=house.bank)


def test_nothing_left_over_is_nothing_to_transfer(house, line_of, accountant):
    line = line_of("100.00")
    tick(line.pk, 1, accountant, kind="customer", entry_id=house.invoice_of("100.00").pk)
    with pytest.raises(ReconciliationRefused, match="left over"):
        transfer_difference(
            line.pk, 2, accountant, kind="account", target=house.accounts["fees"]
        )


def test_a_transfer_leaves_no_line_of_nothing_behind(house, line_of, accountant):
    customer, line = house.customer(), line_of("70.00")
    memo = credit_memo(house, customer, "30.00")
    for entry in (memo, house.invoice_of("30.00", customer)):
        line.refresh_from_db()
        tick(line.pk, line.version, accountant, kind="customer", entry_id=entry.pk)
    line.refresh_from_db()
    assert (line.applied_count, line.applied_amount, line.difference) == (2, 0, 70)
    with pytest.raises(ReconciliationRefused, match="cancel each other out"):
        transfer_difference(
            line.pk, line.version, accountant, kind="account", target=house.accounts["fees"]
        )
    line.refresh_from_db()
    assert (line.amount, line.journal.lines.count()) == (70, 1)


def test_a_changed_amount_or_a_deleted_line_clears_the_ending_balance(journal_of, accountant):
    journal = journal_of(Money("10.00", "a"), Money("20.00", "b"))
    first, second = journal.lines.all()
    edit_line(first.pk, 1, {"amount": Decimal("11.00")}, accountant)
    journal.refresh_from_db()
    assert journal.ending_balance is None
    edit_header(
        journal.pk, journal.version, statement_date=DAY, ending_balance=Decimal("1031.00")
    )
    delete_line(second.pk, 1, accountant)
    journal.refresh_from_db()
    assert journal.ending_balance is None
    assert [line.amount for line in journal.lines.all()] == [11]


def test_the_amount_of_an_applied_line_stays(paid, accountant):
    with pytest.raises(ReconciliationRefused, match="Remove the application"):
        edit_line(paid.pk, paid.version, {"amount": Decimal(1)}, accountant)


def test_a_line_with_transferred_parts_is_not_deleted(house, paid, accountant):
    transfer_difference(
        paid.pk, paid.version, accountant, kind="account", target=house.accounts["fees"]
    )
    paid.refresh_from_db()
    with pytest.raises(ReconciliationRefused, match="Delete those lines first"):
        delete_line(paid.pk, paid.version, accountant)


def test_a_typed_line_comes_last(journal_of, accountant):
    journal = journal_of(Money("10.00", "a"))
    line = add_line(
        journal.pk,
        {"transaction_date": DAY, "amount": Decimal("5.00"), "text": "x"},
        accountant,
    )
    assert line.line_no == 2
    with pytest.raises(ReconciliationRefused, match="needs an amount"):
        add_line(journal.pk, {"transaction_date": DAY, "amount": Decimal(0)}, accountant)


def test_totals_tell_balance_after_posting_and_agree_with_the_statement(journal_of):
    journal = journal_of(Money("10.00", "a"), Money("20.00", "b"))
    totals = totals_of([journal])[journal.pk]
    assert (totals.last_balance, totals.total, totals.balance_after) == (1000, 30, 1030)
    assert totals.agrees
    assert (totals.lines, totals.with_difference, totals.difference) == (2, 2, 30)
    journal.ending_balance = None
    assert totals_of([journal])[journal.pk].agrees is None


def test_a_line_that_is_gone_says_so(line_of, accountant):
    line = line_of("10.00")
    ReconciliationLine.objects.all().delete()
    with pytest.raises(ChangedMeanwhile, match="posted or deleted"):
        remove(line.pk, 1, accountant)
