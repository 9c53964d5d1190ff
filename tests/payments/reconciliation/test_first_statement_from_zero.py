"""A new bank account starts at 0.00: later files don't move the balance it starts from."""

from arcore.company.models import User
from ledger.posting import post
from payments.models import BankReconciliationSetup
from payments.reconciliation.posting import post_journal
from payments.reconciliation.transfer_difference import transfer_difference
from tests.payments.reconciliation.camt import Money, camt, statement
from tests.payments.reconciliation.conftest import TODAY, import_content, import_entries


def reconcile(house, journal, user: User) -> None:
    for line in journal.lines.all():
        transfer_difference(
            line.pk, line.version, user, kind="account", target=house.accounts["fees"]
        )
    journal.refresh_from_db()
    post(
        post_journal(
            journal,
            version=journal.version,
            user_id=user.pk,
            today=TODAY,
            reconcile=True,
            statement_date=journal.statement_date,
            ending_balance=journal.ending_balance,
        )
    )


def test_two_files_of_a_new_account_reconcile_one_after_the_other(house, accountant):
    first = import_entries(accountant, Money("250.00", "a"), opening="0.00", number=1)
    second = import_entries(accountant, Money("50.00", "b"), opening="250.00", number=2)
    reconcile(house, first, accountant)
    reconcile(house, second, accountant)
    assert BankReconciliationSetup.of(house.bank).balance_last_statement == 300


def test_two_statements_of_one_file_do_too(house, accountant):
    content = camt(
        statement([Money("250.00", "a")], opening="0.00", number=1),
        statement([Money("50.00", "b")], opening="250.00", number=2),
    )
    for journal in import_content(accountant, content).journals:
        reconcile(house, journal, accountant)
    assert BankReconciliationSetup.of(house.bank).balance_last_statement == 300
