"""Two clerks, one cheque: the second is told, nothing is doubled. Ten times the same click."""

import pytest

from ledger.books import check_books
from ledger.models import CustomerLedgerEntry
from ledger.posting import PostingRefused, post
from payments.models import RegistrationLine
from payments.registration.keeping import keep
from tests.builders import TODAY
from tests.payments.registration.builders import command_of, setup_of, ticked

pytestmark = pytest.mark.committing


def payments():
    return CustomerLedgerEntry.objects.filter(document_type="payment")


def clerks(house, count):
    return [house.user(f"clerk{place}", "clerk") for place in range(count)]


@pytest.mark.parametrize("amount", ["500.00", "200.00"])
def test_two_clerks_registering_one_invoice_and_the_second_is_told(
    committed_house, run_together, amount
):
    invoice = committed_house.invoice_of("500.00")
    commands = []
    for clerk in clerks(committed_house, 2):
        setup = setup_of(committed_house, clerk)
        ticked(clerk, invoice, amount)
        commands.append(command_of(setup))
    outcomes = run_together(2, lambda command: post(command).pk, commands)
    [refused] = [outcome for outcome in outcomes if isinstance(outcome, PostingRefused)]
    [refusal] = refused.refusals
    assert refusal.line == 1
    assert invoice.document_no in refusal.message
    assert payments().count() == 1
    assert RegistrationLine.objects.count() == 1
    assert check_books() == []


def test_ten_clicks_post_once(committed_house, run_together):
    [clerk] = clerks(committed_house, 1)
    setup = setup_of(committed_house, clerk)
    ticked(clerk, committed_house.invoice_of("500.00"))
    command = command_of(setup)
    outcomes = run_together(10, lambda: post(command).pk)
    assert len(set(outcomes)) == 1
    assert payments().count() == 1
    assert check_books() == []


def test_a_tick_beside_a_posting_is_kept_or_posted_but_never_lost(
    committed_house, run_together
):
    [clerk] = clerks(committed_house, 1)
    setup = setup_of(committed_house, clerk)
    ticked(clerk, committed_house.invoice_of("500.00"))
    other = committed_house.invoice_of("70.00")
    command = command_of(setup)
    tasks = [lambda: post(command).pk, lambda: keep(setup, other.pk, {}, TODAY).pk]
    outcomes = run_together(2, lambda task: task(), tasks)
    posted = not isinstance(outcomes[0], PostingRefused)
    left = 1 if posted else 2
    assert RegistrationLine.objects.count() == left
    assert RegistrationLine.objects.filter(entry=other).exists()
    assert payments().count() == (1 if posted else 0)
    assert check_books() == []
