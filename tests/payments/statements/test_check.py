"""All statements of a file, and lines that were imported before."""

from dataclasses import replace

from payments.statements.check import check_statements, known_fingerprints
from payments.statements.facts import BankAccountFacts

from .camt_builder import Entry, Statement, camt
from .reading import read, read_one

OURS = BankAccountFacts(iban="FR76 3000 6000 0112 3456 7890 189", currency="EUR")


def codes(problems):
    return [(problem.code, problem.refuses) for problem in problems]


def test_several_accounts_and_following_statements_in_one_file():
    other = "DE89370400440532013000"
    data = camt(
        Statement((Entry("1.00"),), id="A", number="7"),
        Statement((Entry("2.00"),), id="B", number="1", iban=other),
        Statement((Entry("3.00"),), id="C", number="8", opening="1.00"),
    )
    statements = [found for found, _lines in read(data)[0]]
    accounts = [replace(OURS, last_sequence=6), BankAccountFacts(iban=other, currency="EUR")]
    assert codes(check_statements(statements, accounts)) == [("several-accounts", False)]
    assert [p.code for p in check_statements(statements, accounts[:1])] == [
        "account-unknown",
        "several-accounts",
    ]


def test_the_same_statement_twice_in_one_file_is_refused():
    data = camt(Statement((Entry("1.00"),)), Statement((Entry("1.00"),)))
    statements = [found for found, _lines in read(data)[0]]
    assert "statement-seen" in [p.code for p in check_statements(statements, [OURS])]


def test_lines_seen_before_are_marked_whatever_the_chunk():
    _found, lines = read_one(camt(Statement((Entry("1.00"), Entry("2.00"), Entry("3.00")))))
    facts = replace(OURS, seen_fingerprints=lambda asked: {lines[1].fingerprint} & set(asked))
    for size in (1, 2, 3, 10):
        marks = [known for _line, known in known_fingerprints(lines, facts, size)]
        assert marks == [False, True, False]
