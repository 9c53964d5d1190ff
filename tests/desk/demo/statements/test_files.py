"""The three statement files do what they promise."""

from collections import Counter

import pytest

from ledger.books import check_books
from ledger.models import BankAccount
from ledger.posting import post
from payments.matching.run import match
from payments.models import BankReconciliationSetup, Confidence, ReconciliationJournal
from payments.reconciliation.importing import Imported, import_file
from payments.reconciliation.posting import post_journal
from payments.statements.parsed import StatementRefused

SURE = (Confidence.HIGH, Confidence.MAPPING)


def imported(demo, name: str) -> Imported:
    with demo.files[name].open("rb") as file:
        return import_file(file, name, demo.accountant, demo.today)


def confidences(demo, journal: ReconciliationJournal) -> Counter:
    match(journal, overwrite=False, user=demo.accountant, today=demo.today)
    return Counter(journal.lines.values_list("confidence", flat=True))


def test_the_clean_file_applies_itself_and_reconciles(demo):
    made = imported(demo, "1-clean.xml")
    assert made.warnings == ()
    journal = made.journals[0]
    found = confidences(demo, journal)
    assert sum(found[sure] for sure in SURE) >= 0.8 * sum(found.values())
    journal.lines.exclude(confidence__in=SURE).delete()
    journal.refresh_from_db()
    total = sum(line.amount for line in journal.lines.all())
    post(
        post_journal(
            journal,
            version=journal.version,
            user_id=demo.accountant.pk,
            today=demo.today,
            reconcile=True,
            statement_date=journal.statement_date,
            ending_balance=journal.balance_last_statement + total,
        )
    )
    assert check_books() == []


def test_the_messy_file_comes_in_with_warnings_and_needs_a_person(demo):
    made = imported(demo, "2-messy.xml")
    codes = {problem.code for problem in made.warnings}
    assert codes >= {"reference-check", "batch-not-spread", "not-booked"}
    found = confidences(demo, made.journals[0])
    assert sum(found.values()) > 10
    assert found[Confidence.NONE] + found[Confidence.LOW] + found[Confidence.MEDIUM] > 3


def test_the_messy_file_holds_a_returned_debit_and_a_reversal(demo):
    journal = imported(demo, "2-messy.xml").journals[0]
    assert journal.lines.filter(amount__lt=0, imported_line__return_reason="AM04").exists()
    assert journal.lines.filter(is_reversal=True, amount__gt=0).exists()


def test_the_broken_file_is_refused_and_nothing_is_stored(demo):
    with pytest.raises(StatementRefused) as refused:
        imported(demo, "3-broken.xml")
    codes = {problem.code for problem in refused.value.problems if problem.refuses}
    assert codes == {"balance-sum", "entry-currency"}
    assert not ReconciliationJournal.objects.exists()


@pytest.mark.parametrize(("name", "bank"), [("1-clean.xml", "MAIN"), ("2-messy.xml", "SECOND")])
def test_a_file_begins_where_the_account_stands_and_adds_up(demo, name, bank):
    journal = imported(demo, name).journals[0]
    account = BankAccount.objects.get(code=bank)
    stands_at = BankReconciliationSetup.of(account).balance_last_statement
    assert journal.bank_account == account
    assert journal.imported_statement is not None
    assert journal.imported_statement.opening_balance == stands_at
    total = sum(line.amount for line in journal.lines.all())
    assert stands_at + total == journal.ending_balance
