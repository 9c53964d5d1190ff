"""Posting a journal: entries closed, G/L balanced, bank reconciled, the journal gone."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum

from customers.models import Customer
from ledger.books import check_books
from ledger.models import (
    BankLedgerEntry,
    CustomerLedgerEntry,
    GeneralLedgerEntry,
    Register,
    VendorLedgerEntry,
)
from ledger.posting import KeyReused, PostingRefused, SourceChanged, post, preview
from payments.models import (
    BankReconciliationSetup,
    BankStatement,
    PostedReconciliation,
    ReconciliationJournal,
)
from payments.reconciliation.apply_by_hand import tick
from payments.reconciliation.posting import post_journal
from payments.reconciliation.put_on_account import put_on_account
from payments.reconciliation.transfer_difference import transfer_difference
from tests.payments.reconciliation.camt import DAY, Money
from tests.payments.reconciliation.conftest import TODAY


@pytest.fixture
def post_it(accountant, guards_now):
    """Post and reconcile as the statement says, unless told otherwise."""

    def run(journal, **options):
        journal.refresh_from_db()
        options.setdefault("reconcile", True)
        options.setdefault("statement_date", journal.statement_date)
        options.setdefault("ending_balance", journal.ending_balance)
        options.setdefault("version", journal.version)
        register = post(post_journal(journal, user_id=accountant.pk, today=TODAY, **options))
        guards_now()
        assert check_books() == []
        return register

    return run


@pytest.fixture
def refusals_of(post_it):
    def run(journal, **options):
        with pytest.raises(PostingRefused) as refused:
            post_it(journal, **options)
        return [(refusal.line, refusal.message) for refusal in refused.value.refusals]

    return run


def apply(line, user, *entries):
    for entry in entries:
        line.refresh_from_db()
        kind = "vendor" if isinstance(entry, VendorLedgerEntry) else "customer"
        kind = "bank" if isinstance(entry, BankLedgerEntry) else kind
        tick(line.pk, line.version, user, kind=kind, entry_id=entry.pk)


def balance(account) -> Decimal:
    found = GeneralLedgerEntry.objects.filter(account=account).aggregate(total=Sum("amount"))
    return found["total"] or Decimal(0)


def test_a_payment_closes_its_invoice_and_the_bank_is_reconciled(
    house, accountant, journal_of, post_it
):
    invoice = house.invoice_of("500.00")
    journal = journal_of(Money("500.00", "thanks"))
    apply(journal.lines.get(), accountant, invoice)
    register = post_it(journal)

    invoice.refresh_from_db()
    assert not invoice.open
    payment = CustomerLedgerEntry.objects.get(document_type="payment")
    assert (payment.amount, payment.open, payment.document_no) == (-500, False, "1")
    assert payment.posting_date == DAY
    entry = BankLedgerEntry.objects.get()
    assert (entry.amount, entry.open, entry.statement_no) == (500, False, "1")
    assert (entry.statement_line_no, entry.closed_at) == (1, DAY)
    assert balance(house.accounts["bank"]) == 500
    assert balance(house.accounts["receivables"]) == 0

    posted = PostedReconciliation.objects.get(register=register)
    line = posted.lines.get()
    assert posted.reconciled
    assert line.applied_document_numbers == invoice.document_no
    assert line.ledger_transaction == payment.transaction
    statement = BankStatement.objects.get(reconciliation=posted)
    assert (statement.ending_balance, statement.lines.count()) == (Decimal("1500.00"), 1)
    setup = BankReconciliationSetup.of(house.bank)
    assert (setup.last_statement_no, setup.balance_last_statement) == (1, 1500)
    assert not ReconciliationJournal.objects.exists()


def test_payments_only_leaves_the_bank_entries_and_last_numbers_alone(
    house, accountant, journal_of, post_it
):
    journal = journal_of(Money("500.00"))
    apply(journal.lines.get(), accountant, house.invoice_of("500.00"))
    post_it(journal, reconcile=False, statement_date=None, ending_balance=None)
    assert BankLedgerEntry.objects.get().open
    assert not BankStatement.objects.exists()
    assert BankReconciliationSetup.of(house.bank).last_statement_no == 0
    assert not PostedReconciliation.objects.get().reconciled


def test_discount_in_time_closes_the_invoice(house, accountant, journal_of, post_it):
    invoice = house.invoice_of(
        "1000.00",
        day=DAY,
        discount_date=date(2026, 5, 10),
        discount_percent=Decimal(2),
    )
    assert invoice.remaining_discount == 20
    journal = journal_of(Money("980.00"))
    line = journal.lines.get()
    apply(line, accountant, invoice)
    part = line.applied_entries.get()
    assert (part.amount, part.discount) == (1000, 20)
    post_it(journal)
    invoice.refresh_from_db()
    assert not invoice.open
    assert balance(house.accounts["discount"]) == 20


def test_money_out_to_a_customer_is_a_refund(house, accountant, journal_of, post_it):
    journal = journal_of(Money("-50.00"))
    line = journal.lines.get()
    put_on_account(line.pk, line.version, accountant, kind="customer", party=house.customer())
    post_it(journal)
    entry = CustomerLedgerEntry.objects.get()
    assert (entry.document_type, entry.amount) == ("refund", 50)


def test_money_out_to_a_vendor_is_a_payment(house, accountant, journal_of, post_it):
    journal = journal_of(Money("-50.00"))
    line = journal.lines.get()
    put_on_account(line.pk, line.version, accountant, kind="vendor", party=house.vendor())
    post_it(journal)
    entry = VendorLedgerEntry.objects.get()
    assert (entry.document_type, entry.amount) == ("payment", 50)
    assert balance(house.accounts["payables"]) == 50


def test_a_difference_goes_to_an_account_on_a_child_line(
    house, accountant, journal_of, post_it
):
    invoice = house.invoice_of("100.00")
    journal = journal_of(Money("103.00", "INV and tip"))
    line = journal.lines.get()
    apply(line, accountant, invoice)
    line.refresh_from_db()
    child = transfer_difference(
        line.pk, line.version, accountant, kind="account", target=house.accounts["fees"]
    )
    assert (child.amount, child.text) == (3, "INV and tip")
    post_it(journal)
    assert balance(house.accounts["fees"]) == -3
    assert balance(house.accounts["bank"]) == 103
    assert BankLedgerEntry.objects.filter(open=False).count() == 2


def test_a_transfer_between_own_accounts_moves_both(house, accountant, journal_of, post_it):
    from ledger.models import BankAccount, GLAccount

    account = GLAccount.objects.create(no="5122", name="Savings", category="assets")
    savings = BankAccount.objects.create(
        code="SAVE", name="Savings", currency=house.eur, account=account
    )
    journal = journal_of(Money("-200.00"))
    line = journal.lines.get()
    transfer_difference(line.pk, line.version, accountant, kind="bank", target=savings)
    post_it(journal)
    assert balance(account) == 200
    assert BankLedgerEntry.objects.get(bank_account=savings).open


def test_a_payment_on_account_settles_the_oldest_of_such_a_customer(
    house, accountant, journal_of, post_it
):
    customer = house.customer(application_method=Customer.ApplicationMethod.OLDEST)
    new = house.invoice_of("80.00", customer, due_date=date(2026, 6, 1))
    old = house.invoice_of("100.00", customer, due_date=date(2026, 4, 1))
    journal = journal_of(Money("150.00"))
    line = journal.lines.get()
    put_on_account(line.pk, line.version, accountant, kind="customer", party=customer)
    post_it(journal)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.open, new.remaining) == (False, 30)


def test_a_line_applied_to_a_bank_entry_closes_it_and_posts_no_second_payment(
    house, accountant, journal_of, post_it
):
    first = journal_of(Money("500.00"), number=1)
    apply(first.lines.get(), accountant, house.invoice_of("500.00"))
    post_it(first, reconcile=False, statement_date=None, ending_balance=None)
    entry = BankLedgerEntry.objects.get()

    second = journal_of(Money("500.00", "the same money"), number=2)
    apply(second.lines.get(), accountant, entry)
    post_it(second)
    entry.refresh_from_db()
    assert (entry.open, entry.statement_no, entry.closed_at) == (False, "2", DAY)
    assert BankLedgerEntry.objects.count() == 1
    assert balance(house.accounts["bank"]) == 500


def test_unapplied_lines_are_refused_by_number(house, accountant, journal_of, refusals_of):
    journal = journal_of(Money("10.00", "a"), Money("20.00", "b"))
    assert [line for line, _message in refusals_of(journal)] == [1, 2]
    assert not Register.objects.filter(source="reconciliation").exists()


def test_a_difference_is_refused(house, accountant, journal_of, refusals_of):
    journal = journal_of(Money("120.00"))
    apply(journal.lines.get(), accountant, house.invoice_of("100.00"))
    [(line, message)] = refusals_of(journal)
    assert line == 1
    assert "20.00 of 120.00" in message


def test_a_wrong_ending_balance_is_refused_with_the_gap(
    house, accountant, journal_of, refusals_of
):
    journal = journal_of(Money("100.00"))
    apply(journal.lines.get(), accountant, house.invoice_of("100.00"))
    [(line, message)] = refusals_of(journal, ending_balance=Decimal("1090.00"))
    assert line is None
    assert "-10.00 is missing" in message


def test_reconciling_needs_date_and_balance(house, accountant, journal_of, refusals_of):
    journal = journal_of(Money("100.00"))
    apply(journal.lines.get(), accountant, house.invoice_of("100.00"))
    messages = [m for _l, m in refusals_of(journal, statement_date=None, ending_balance=None)]
    assert messages == ["Enter the statement date.", "Enter the statement ending balance."]


def test_an_invoice_closed_meanwhile_is_refused_naming_line_and_document(
    house, accountant, journal_of, post_it, refusals_of
):
    invoice = house.invoice_of("100.00")
    first = journal_of(Money("100.00", "a"), number=1)
    apply(first.lines.get(), accountant, invoice)
    second = journal_of(Money("100.00", "b"), number=2, opening="1100.00")
    line = second.lines.get()
    # Two clerks applied the same invoice before either posted.
    first_part = first.lines.get().applied_entries.get()
    first_part.pk, first_part.line = None, line
    first_part.save()
    line.account_type, line.customer = "customer", invoice.customer
    line.applied_amount, line.applied_count = 100, 1
    line.save()

    post_it(first)
    [(number, message)] = refusals_of(second)
    assert number == 1
    assert message.startswith(f"{invoice.document_no} is no longer open")


def test_a_payment_dated_before_its_invoice_is_refused(
    house, accountant, journal_of, refusals_of
):
    invoice = house.invoice_of("100.00", day=date(2026, 5, 20))
    journal = journal_of(Money("100.00"))
    apply(journal.lines.get(), accountant, invoice)
    [(line, message)] = refusals_of(journal)
    assert line == 1
    assert "after this document's date" in message


@pytest.mark.parametrize(("blocked", "refused"), [("ship", 0), ("invoice", 0), ("all", 1)])
def test_only_customers_blocked_for_all_may_not_pay(
    house, accountant, journal_of, post_it, refusals_of, blocked, refused
):
    invoice = house.invoice_of("100.00")
    journal = journal_of(Money("100.00"))
    apply(journal.lines.get(), accountant, invoice)
    Customer.objects.filter(pk=invoice.customer_id).update(blocked=blocked)
    if not refused:
        post_it(journal)
        return
    [(line, message)] = refusals_of(journal)
    assert line == 1
    assert "blocked for all transactions" in message


def test_a_blocked_bank_account_is_refused(house, accountant, journal_of, refusals_of):
    journal = journal_of(Money("100.00"))
    apply(journal.lines.get(), accountant, house.invoice_of("100.00"))
    house.bank.blocked = True
    house.bank.save()
    [(_line, message)] = refusals_of(journal)
    assert "is blocked" in message


def test_a_discount_that_is_gone_is_refused(house, accountant, journal_of, refusals_of):
    invoice = house.invoice_of(
        "1000.00", day=DAY, discount_date=date(2026, 5, 10), discount_percent=Decimal(2)
    )
    journal = journal_of(Money("980.00"))
    apply(journal.lines.get(), accountant, invoice)
    CustomerLedgerEntry.objects.filter(pk=invoice.pk).update(discount_date=date(2026, 5, 1))
    [(line, message)] = refusals_of(journal)
    assert line == 1
    assert "no longer possible" in message


def test_bank_entries_are_only_closed_by_reconciling(
    house, accountant, journal_of, post_it, refusals_of
):
    first = journal_of(Money("500.00"), number=1)
    apply(first.lines.get(), accountant, house.invoice_of("500.00"))
    post_it(first, reconcile=False, statement_date=None, ending_balance=None)
    second = journal_of(Money("500.00", "same"), number=2)
    apply(second.lines.get(), accountant, BankLedgerEntry.objects.get())
    [(line, message)] = refusals_of(second, reconcile=False)
    assert line == 1
    assert "Post and reconcile" in message


def test_a_foreign_account_posts_in_local_currency_too(house, accountant, post_it):
    from tests.payments.reconciliation.conftest import import_entries

    house.bank_usd.iban = "DE89370400440532013000"
    house.bank_usd.save()
    journal = import_entries(
        accountant, Money("100.00"), iban=house.bank_usd.iban, currency="USD"
    )
    line = journal.lines.get()
    transfer_difference(
        line.pk, line.version, accountant, kind="account", target=house.accounts["fees"]
    )
    post_it(journal)
    entry = BankLedgerEntry.objects.get()
    assert (entry.amount, entry.amount_lcy) == (100, 90)
    assert balance(house.accounts["fees"]) == -90


def test_posting_twice_gives_the_first_register(house, accountant, journal_of, post_it):
    journal = journal_of(Money("500.00"))
    apply(journal.lines.get(), accountant, house.invoice_of("500.00"))
    journal.refresh_from_db()
    options = {
        "version": journal.version,
        "user_id": accountant.pk,
        "today": TODAY,
        "reconcile": True,
        "statement_date": DAY,
        "ending_balance": Decimal("1500.00"),
    }
    first = post(post_journal(journal, **options))
    assert post(post_journal(journal, **options)) == first
    with pytest.raises(KeyReused):
        post(post_journal(journal, **{**options, "reconcile": False}))
    assert BankLedgerEntry.objects.count() == 1


def test_a_journal_changed_meanwhile_is_refused(house, accountant, journal_of, post_it):
    journal = journal_of(Money("500.00"))
    apply(journal.lines.get(), accountant, house.invoice_of("500.00"))
    with pytest.raises(SourceChanged):
        post_it(journal, version=1)


def test_preview_shows_what_posting_writes_and_writes_nothing(
    house, accountant, journal_of, post_it
):
    journal = journal_of(Money("500.00"))
    apply(journal.lines.get(), accountant, house.invoice_of("500.00"))
    journal.refresh_from_db()
    before = GeneralLedgerEntry.objects.count()
    shown = preview(
        post_journal(
            journal,
            version=journal.version,
            user_id=accountant.pk,
            today=TODAY,
            reconcile=True,
            statement_date=DAY,
            ending_balance=Decimal("1500.00"),
        )
    )
    assert shown.refusals == ()
    assert shown.plan is not None
    assert GeneralLedgerEntry.objects.count() == before
    post_it(journal)
    written = GeneralLedgerEntry.objects.order_by("id")[before:]
    assert [(g.account_id, g.amount) for g in shown.plan.general] == [
        (g.account_id, g.amount) for g in written
    ]


def test_the_number_of_queries_does_not_grow_with_the_lines(
    house, accountant, journal_of, django_assert_max_num_queries
):
    customer = house.customer()
    for number, count in ((1, 2), (2, 60)):
        journal = journal_of(
            *(Money("10.00", f"{number}-{n}") for n in range(count)),
            number=number,
            opening="0.00" if number == 1 else "20.00",
        )
        for line in journal.lines.all():
            put_on_account(line.pk, 1, accountant, kind="customer", party=customer)
        journal.refresh_from_db()
        command = post_journal(
            journal,
            version=journal.version,
            user_id=accountant.pk,
            today=TODAY,
            reconcile=True,
            statement_date=DAY,
            ending_balance=journal.ending_balance,
        )
        with django_assert_max_num_queries(40):
            post(command)
