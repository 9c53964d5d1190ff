"""A bank account in foreign currency: local amounts of the day, gains and losses realized."""

from datetime import date
from decimal import Decimal

import pytest

from arcore.company.models import ExchangeRate
from ledger.books import check_books
from ledger.models import BankLedgerEntry, CustomerLedgerEntry, GeneralLedgerEntry
from ledger.posting import PostingRefused, post
from payments.reconciliation.apply_by_hand import tick
from payments.reconciliation.posting import post_journal
from payments.reconciliation.put_on_account import put_on_account
from tests.payments.builders import journal_of

DAY = date(2026, 5, 4)


@pytest.fixture
def post_it(accountant, guards_now):
    def run(journal):
        journal.refresh_from_db()
        posting = post_journal(
            journal,
            version=journal.version,
            user_id=accountant.pk,
            today=DAY,
            reconcile=False,
        )
        post(posting)
        guards_now()
        assert check_books() == []

    return run


@pytest.fixture
def on_account(house, accountant):
    """A journal of dollars whose line is on account of the customer."""

    def run(customer, amount="100.00"):
        journal = journal_of(house.bank_usd, (amount, "dollars"), day=DAY)
        line = journal.lines.get()
        put_on_account(line.pk, line.version, accountant, kind="customer", party=customer)
        return journal

    return run


def test_money_on_account_is_worth_the_rate_of_its_day(house, on_account, post_it):
    ExchangeRate.objects.create(
        currency=house.usd,
        starting_date=DAY,
        exchange_rate_amount=Decimal(3),
        relational_exchange_rate_amount=Decimal(2),
    )
    post_it(on_account(house.customer(), "100.00"))
    entry, bank = CustomerLedgerEntry.objects.get(), BankLedgerEntry.objects.get()
    assert (entry.currency_id, entry.remaining, entry.remaining_lcy) == (
        "USD",
        -100,
        Decimal("-66.67"),
    )
    assert (bank.remaining, bank.amount_lcy) == (100, Decimal("66.67"))
    assert GeneralLedgerEntry.objects.get(account=house.bank_usd.account).amount == Decimal(
        "66.67"
    )


def test_without_any_rate_it_is_refused_and_nothing_breaks(house, on_account, post_it):
    ExchangeRate.objects.filter(currency=house.usd).delete()
    with pytest.raises(PostingRefused, match="USD has no exchange rate"):
        post_it(on_account(house.customer()))


def test_an_apply_to_oldest_customers_dollars_close_his_dollar_invoice(
    house, on_account, post_it
):
    customer = house.customer(application_method="oldest")
    house.invoice_of("50.00", customer)
    house.invoice_of("100.00", customer, currency=house.usd, factor=Decimal("0.9"))
    post_it(on_account(customer))
    remaining = customer.ledger_entries.order_by("pk").values_list("remaining", flat=True)
    assert list(remaining) == [50, 0, 0]


def test_dollars_applied_to_an_invoice_of_another_rate_realize_the_loss(
    house, accountant, post_it
):
    invoice = house.invoice_of(
        "100.00", house.customer(), currency=house.usd, factor=Decimal("0.95")
    )
    journal = journal_of(house.bank_usd, ("100.00", "dollars"), day=DAY)
    line = journal.lines.get()
    tick(line.pk, line.version, accountant, kind="customer", entry_id=invoice.pk)
    post_it(journal)
    invoice.refresh_from_db()
    assert (invoice.open, invoice.remaining_lcy) == (False, 0)
    loss = GeneralLedgerEntry.objects.get(account=house.accounts["exchange_loss"])
    assert loss.amount == 5
