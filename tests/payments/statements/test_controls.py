"""What stands against importing a statement into a bank account."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from payments.statements.check import check_statement
from payments.statements.facts import BankAccountFacts

from .camt_builder import Entry, Statement, balance, camt
from .reading import read_one

OURS = BankAccountFacts(iban="FR76 3000 6000 0112 3456 7890 189", currency="EUR")


def statement(**values):
    values.setdefault("entries", (Entry("8.85"),))
    values.setdefault("opening", "18.15")
    return read_one(camt(Statement(**values)))[0]


def codes(problems):
    return [(problem.code, problem.refuses) for problem in problems]


def test_a_good_statement_has_no_problem():
    assert check_statement(statement(), OURS) == []


@pytest.mark.parametrize("closing", ["27.01", "26.99", "-27.00"])
def test_a_wrong_total_is_refused_and_may_be_overridden(closing):
    [problem] = check_statement(statement(closing=closing), OURS)
    assert (problem.code, problem.refuses, problem.overridable) == ("balance-sum", True, True)
    assert "18.15" in problem.message
    assert closing in problem.message
    assert problem.where == "statement 1"


def test_a_balance_in_another_currency_is_an_error_of_its_own():
    balances = balance("OPBD", "18.15") + balance("CLBD", "27.00", "SEK")
    assert codes(check_statement(statement(balances=balances), OURS)) == [
        ("balance-currency", True)
    ]


def test_an_entry_in_another_currency_is_refused():
    found = statement(entries=(Entry("8.85", currency="USD"),), closing="27.00")
    assert codes(check_statement(found, OURS)) == [("entry-currency", True)]


def test_a_missing_balance_is_a_warning():
    assert codes(check_statement(statement(opening=None), OURS)) == [("balance-missing", False)]


def test_a_notification_has_no_balances_to_check():
    found, _lines = read_one(camt(Statement((Entry("8.85"),)), kind="054"))
    assert check_statement(found, OURS) == []


def test_a_foreign_currency_statement_is_refused():
    facts = replace(OURS, currency="USD")
    assert codes(check_statement(statement(), facts)) == [("currency-other", True)]


@pytest.mark.parametrize(
    ("facts", "account", "code"),
    [
        (replace(OURS, iban="DE89370400440532013000"), None, "account-unknown"),
        (replace(OURS, iban=""), None, "account-unknown"),
        (OURS, "<Acct><Id><Othr/></Id></Acct>", "account-missing"),
    ],
)
def test_an_unknown_account_is_refused(facts, account, code):
    assert codes(check_statement(statement(account=account), facts)) == [(code, True)]


def test_an_account_number_without_iban_is_known_too():
    account = "<Acct><Id><Othr><Id>30006 123</Id></Othr></Id><Ccy>EUR</Ccy></Acct>"
    facts = BankAccountFacts(account_no="30006123", currency="EUR")
    assert check_statement(statement(account=account), facts) == []


def test_the_same_file_and_the_same_statement_are_refused():
    found = statement()
    facts = replace(OURS, seen_file_hashes={found.file_sha256}, seen_statement_keys={found.key})
    assert codes(check_statement(found, facts)) == [
        ("file-seen", True),
        ("statement-seen", True),
    ]


def test_another_page_or_day_is_another_statement():
    found = statement()
    facts = replace(OURS, seen_statement_keys={found.key})
    assert check_statement(replace(found, page_number=2), facts) == []
    assert check_statement(replace(found, to_date=date(2026, 3, 9)), facts) == []


def test_a_gap_in_balances_or_numbers_is_a_warning():
    facts = replace(OURS, last_closing=Decimal("18.14"), last_sequence=5)
    assert codes(check_statement(statement(), facts)) == [
        ("balance-gap", False),
        ("number-gap", False),
    ]


@pytest.mark.parametrize(
    ("number", "last", "warned"),
    [("7", 6, False), ("7", 7, True), ("7", 5, True), ("1", 260, False), ("7", None, False)],
)
def test_numbers_follow_each_other_or_start_again(number, last, warned):
    problems = check_statement(statement(number=number), replace(OURS, last_sequence=last))
    assert bool(problems) == warned


def test_declared_totals_that_do_not_hold_are_warnings():
    extra = (
        "<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries><TtlNetNtry><Amt>9.00</Amt>"
        "<CdtDbtInd>CRDT</CdtDbtInd></TtlNetNtry></TtlNtries></TxsSummry>"
    )
    assert codes(check_statement(statement(extra=extra), OURS)) == [
        ("count-declared", False),
        ("sum-declared", False),
    ]


def test_entries_after_the_statements_date_are_a_warning():
    found = statement(entries=(Entry("8.85", booked="<Dt>2026-03-10</Dt>"),))
    assert codes(check_statement(found, OURS)) == [("date-after-statement", False)]


def test_all_problems_come_together():
    facts = BankAccountFacts(iban="DE89370400440532013000", currency="USD")
    assert [p.code for p in check_statement(statement(closing="1.00"), facts)] == [
        "account-unknown",
        "currency-other",
        "balance-sum",
    ]
