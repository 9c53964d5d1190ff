"""A bank statement file becomes journals, or is refused with every reason."""

from datetime import date
from decimal import Decimal

import pytest

from payments.models import (
    BankReconciliationSetup,
    CsvFormat,
    ImportedLine,
    ImportedStatement,
    ReconciliationJournal,
)
from payments.reconciliation.discard import discard
from payments.reconciliation.importing import ImportChoices
from payments.statements.parsed import StatementRefused
from tests.payments.reconciliation.camt import DAY, Money, camt, statement
from tests.payments.reconciliation.conftest import import_content, import_entries


def refused_codes(user, content, choices=None) -> set[str]:
    with pytest.raises(StatementRefused) as refused:
        import_content(user, content, choices)
    assert not ImportedStatement.objects.filter(file_name="refused.xml").exists()
    return {problem.code for problem in refused.value.problems if problem.refuses}


def test_a_file_becomes_a_journal_with_its_lines(house, accountant):
    journal = import_entries(
        accountant,
        Money("2500.00", "fakt 24-0117", "FJORDLINE MARINE", "DE89370400440532013000"),
        Money("-12.50", "fees"),
    )
    first, second = journal.lines.all()
    assert (journal.bank_account, journal.statement_no) == (house.bank, "1")
    assert journal.statement_date == DAY
    assert journal.ending_balance == Decimal("3487.50")
    assert (first.line_no, first.amount, first.text) == (1, Decimal("2500.00"), "fakt 24-0117")
    assert first.related_party_name == "FJORDLINE MARINE"
    assert first.related_party_account == "DE89370400440532013000"
    assert (second.line_no, second.amount) == (2, Decimal("-12.50"))


def test_numbers_follow_each_other_and_the_first_balance_is_the_files(house, accountant):
    first = import_entries(accountant, Money("10.00"), number=1)
    second = import_entries(accountant, Money("5.00"), opening="1010.00", number=2)
    assert [first.statement_no, second.statement_no] == ["1", "2"]
    assert first.balance_last_statement == Decimal("1000.00")
    assert BankReconciliationSetup.of(house.bank).last_payment_statement_no == 2


def test_several_statements_make_several_journals(house, accountant):
    content = camt(
        statement([Money("10.00", "a")], number=1),
        statement([Money("20.00", "b")], opening="1010.00", number=2),
    )
    imported = import_content(accountant, content)
    assert [journal.statement_no for journal in imported.journals] == ["1", "2"]
    assert [journal.lines.get().amount for journal in imported.journals] == [10, 20]


def test_the_same_file_is_refused(house, accountant):
    content = camt(statement([Money("10.00")]))
    import_content(accountant, content)
    assert "file-seen" in refused_codes(accountant, content)
    assert ReconciliationJournal.objects.count() == 1


def test_the_same_statement_in_another_file_is_refused(house, accountant):
    import_content(accountant, camt(statement([Money("10.00")])))
    again = camt(statement([Money("10.00")]), message_id="M-2")
    assert "statement-seen" in refused_codes(accountant, again)


def test_lines_known_from_an_overlapping_file_are_marked_and_left_out(house, accountant):
    import_entries(accountant, Money("10.00", "a"), Money("20.00", "b"), number=1)
    imported = import_content(
        accountant, camt(statement([Money("20.00", "b"), Money("30.00", "c")], number=2))
    )
    assert imported.seen_before == 1
    assert [line.amount for line in imported.journals[0].lines.all()] == [30]
    assert ImportedLine.objects.get(seen_before=True).amount == 20


def test_a_file_with_nothing_new_leaves_nothing_and_gives_the_number_back(house, accountant):
    import_entries(accountant, Money("10.00", "a"), number=1)
    again = camt(statement([Money("10.00", "a")], number=2))
    assert refused_codes(accountant, again) == {"nothing-new"}
    assert ImportedStatement.objects.count() == 1
    assert BankReconciliationSetup.of(house.bank).last_payment_statement_no == 1


def test_an_unknown_iban_is_refused_by_name(house, accountant):
    content = camt(statement([Money("10.00")], iban="DE89370400440532013000"))
    with pytest.raises(StatementRefused) as refused:
        import_content(accountant, content)
    assert "DE89370400440532013000" in str(refused.value)
    assert {problem.code for problem in refused.value.problems} == {"account-unknown"}


def test_another_account_than_the_one_chosen_is_refused(house, accountant):
    choices = ImportChoices(bank_account=house.bank_usd)
    codes = refused_codes(accountant, camt(statement([Money("10.00")])), choices)
    assert "account-unknown" in codes


def test_another_currency_is_refused(house, accountant):
    content = camt(statement([Money("10.00")], currency="USD"))
    assert "currency-other" in refused_codes(accountant, content)


def test_a_wrong_sum_is_refused_and_told_with_the_other_reasons(house, accountant):
    content = camt(statement([Money("10.00")], closing="1100.00", currency="USD"))
    assert {"balance-sum", "currency-other"} <= refused_codes(accountant, content)


def test_a_wrong_sum_passes_with_a_reason_and_keeps_it(house, accountant):
    content = camt(statement([Money("10.00")], closing="1100.00"))
    choices = ImportChoices(override_reason="bank confirmed by phone")
    journal = import_content(accountant, content, choices).journals[0]
    assert journal.imported_statement is not None
    assert journal.imported_statement.override_reason == "bank confirmed by phone"


def test_a_reason_does_not_override_anything_else(house, accountant):
    content = camt(statement([Money("10.00")], closing="1100.00", currency="USD"))
    choices = ImportChoices(override_reason="please")
    assert "currency-other" in refused_codes(accountant, content, choices)


def test_a_discarded_journal_gives_number_and_file_back(house, accountant):
    content = camt(statement([Money("10.00"), Money("20.00", "b")]))
    journal = import_content(accountant, content).journals[0]
    discard(journal.pk, journal.version)
    assert not ImportedStatement.objects.exists()
    again = import_content(accountant, content).journals[0]
    assert again.statement_no == "1"
    assert again.lines.count() == 2


def test_a_csv_needs_its_account_and_its_format(house, accountant):
    content = b"Date;Text;Amount\n04/05/2026;INV-1;1 000,50\n"
    assert refused_codes(accountant, content) == {"csv-needs-format"}
    made = CsvFormat(
        name="bank",
        thousands_separator=" ",
        currency="EUR",
        column_booking_date="Date",
        column_description="Text",
        column_amount="Amount",
    )
    made.full_clean()
    profile = made.profile()
    assert refused_codes(accountant, content, ImportChoices(profile=profile)) == {
        "account-needed"
    }
    choices = ImportChoices(bank_account=house.bank, profile=profile)
    line = import_content(accountant, content, choices).journals[0].lines.get()
    assert (line.amount, line.text) == (Decimal("1000.50"), "INV-1")
    assert line.transaction_date == date(2026, 5, 4)


def test_the_number_of_queries_does_not_grow_with_the_lines(
    house, accountant, django_assert_max_num_queries
):
    few = camt(statement([Money(f"{n}.00", f"a{n}") for n in range(1, 4)], number=1))
    many = camt(
        statement([Money(f"{n}.00", f"b{n}") for n in range(1, 400)], number=2), message_id="M2"
    )
    with django_assert_max_num_queries(40):
        import_content(accountant, few)
    with django_assert_max_num_queries(40):
        import_content(accountant, many)
