"""Pages of one statement that follow each other in a file are read as one statement."""

from datetime import date
from decimal import Decimal

import pytest

from payments.statements.check import check_statement
from payments.statements.facts import BankAccountFacts

from .camt_builder import IBAN, Entry, Statement, balance, camt
from .reading import read, read_one, refused

OURS = BankAccountFacts(iban=IBAN, currency="EUR")


def page(
    number: int, /, *amounts: str, opening: str, closing: str, last=False, **more
) -> Statement:
    """A page whose balances are interim, save the opening of page 1 and the last closing."""
    first_code, last_code = "OPBD" if number == 1 else "ITBD", "CLBD" if last else "ITBD"
    pages = f"<StmtPgntn><PgNb>{number}</PgNb><LastPgInd>{str(last).lower()}</LastPgInd></StmtPgntn>"
    return Statement(
        tuple(Entry(amount) for amount in amounts),
        header=pages + "<CreDtTm>2026-03-09T22:00:00+01:00</CreDtTm>",
        balances=balance(first_code, opening) + balance(last_code, closing),
        **more,
    )


ONE = page(1, "1.00", "2.00", opening="10.00", closing="13.00")
TWO = page(2, "3.00", opening="13.00", closing="16.00")
THREE = page(3, "4.00", "5.00", opening="16.00", closing="25.00", last=True)


def warned(*pages: Statement) -> list[tuple[str, str]]:
    _found, warnings = read(camt(*pages))
    return [(warning.code, warning.where) for warning in warnings]


def test_three_pages_become_one_statement_that_adds_up():
    [(statement, lines)], warnings = read(camt(ONE, TWO, THREE))
    assert warnings == ()
    assert [(line.sequence, line.entry, line.amount) for line in lines] == [
        (number, number, Decimal(number)) for number in (1, 2, 3, 4, 5)
    ]
    assert (statement.opening.code, statement.opening.amount) == ("OPBD", Decimal("10.00"))
    assert (statement.closing.code, statement.closing.amount) == ("CLBD", Decimal("25.00"))
    assert (statement.line_count, statement.entry_count) == (5, 5)
    assert statement.line_sum == Decimal("15.00")
    assert (statement.is_page, statement.is_last_page, statement.page_number) == (
        False,
        True,
        1,
    )
    assert check_statement(statement, OURS) == []


def test_a_wrong_sum_over_all_pages_is_refused():
    wrong = page(3, "4.00", "5.01", opening="16.00", closing="25.00", last=True)
    statement, _lines = read_one(camt(ONE, TWO, wrong))
    assert [problem.code for problem in check_statement(statement, OURS)] == ["balance-sum"]


def test_pages_that_each_repeat_both_balances_of_the_whole_add_up_too():
    both = balance("OPBD", "10.00") + balance("CLBD", "16.00")
    first = Statement(ONE.entries, header=ONE.header, balances=both)
    last_header = page(2, opening="0.00", closing="0.00", last=True).header
    second = Statement(TWO.entries, header=last_header, balances=both)
    statement, _lines = read_one(camt(first, second))
    assert check_statement(statement, OURS) == []


def test_a_page_left_out_inside_the_file_is_refused():
    [problem] = refused(camt(ONE, THREE))
    assert (problem.code, problem.where) == ("page-missing", "statement 2")
    assert "Page 3 of statement S-1 follows page 1" in problem.message


def test_pages_in_the_wrong_order_are_refused():
    assert [problem.code for problem in refused(camt(TWO, ONE))] == ["page-missing"]


def test_a_file_that_starts_or_stops_inside_a_statement_warns():
    assert warned(TWO) == [("page-before", "statement 1"), ("page-after", "statement 1")]
    assert warned(ONE, TWO) == [("page-after", "statement 2")]
    assert warned(TWO, THREE) == [("page-before", "statement 1")]


def test_a_single_page_keeps_its_interim_balances():
    statement, _lines = read_one(camt(TWO))
    assert (statement.is_page, statement.page_number) == (True, 2)
    assert check_statement(statement, OURS) == []


@pytest.mark.parametrize(
    "other", [{"id": "S-2"}, {"number": "8"}, {"iban": "DE89370400440532013000"}]
)
def test_a_page_of_another_statement_is_not_joined(other):
    stranger = page(2, "3.00", opening="13.00", closing="16.00", last=True, **other)
    found, warnings = read(camt(ONE, stranger))
    assert [len(lines) for _statement, lines in found] == [2, 1]
    assert [warning.code for warning in warnings] == ["page-after", "page-before"]


def test_the_statement_behind_joined_pages_keeps_its_own_lines_and_place():
    after = Statement((Entry("7.00"),), id="S-2", number="8", opening="25.00")
    found, _warnings = read(camt(ONE, TWO, THREE, after))
    assert [(s.position, s.statement_id, len(lines)) for s, lines in found] == [
        (1, "S-1", 5),
        (4, "S-2", 1),
    ]
    assert found[1][1][0].sequence == 1


def test_pages_without_numbers_join_where_interim_balances_meet():
    first = Statement(
        (Entry("1.00"),), balances=balance("OPBD", "0.00") + balance("ITBD", "1.00")
    )
    last = Statement(
        (Entry("2.00"),), balances=balance("ITBD", "1.00") + balance("CLBD", "3.00")
    )
    statement, lines = read_one(camt(first, last))
    assert [line.amount for line in lines] == [1, 2]
    assert check_statement(statement, OURS) == []


def test_two_whole_statements_with_one_name_stay_two():
    whole = Statement((Entry("1.00"),))
    found, _warnings = read(camt(whole, whole))
    assert len(found) == 2


@pytest.mark.parametrize(
    ("declared", "codes"),
    [(("2", "3"), []), (("5", "5"), []), (("2", "4"), ["count-declared"])],
)
def test_control_totals_are_the_pages_own_or_repeat_the_wholes(declared, codes):
    def with_total(one: Statement, count: str) -> Statement:
        total = (
            f"<TxsSummry><TtlNtries><NbOfNtries>{count}</NbOfNtries></TtlNtries></TxsSummry>"
        )
        return Statement(one.entries, header=one.header, balances=one.balances, extra=total)

    second = page(2, "3.00", "4.00", "5.00", opening="13.00", closing="25.00", last=True)
    data = camt(with_total(ONE, declared[0]), with_total(second, declared[1]))
    statement, _lines = read_one(data)
    assert [problem.code for problem in check_statement(statement, OURS)] == codes


def test_pending_entries_and_days_of_all_pages_count():
    early = Entry("1.00", booked="<Dt>2026-03-01</Dt>")
    pending = Entry("9.00", status="PDNG")
    first = Statement((early, pending), header=ONE.header, balances=ONE.balances)
    statement, lines = read_one(camt(first, TWO))
    assert (statement.entry_count, statement.unbooked_count, statement.line_count) == (3, 1, 2)
    assert (statement.first_booking_date, statement.last_booking_date) == (
        date(2026, 3, 1),
        date(2026, 3, 5),
    )
    assert [(line.sequence, line.entry) for line in lines] == [(1, 1), (2, 3)]


def test_a_notification_may_be_any_page():
    pages = TWO.header.replace("StmtPgntn", "NtfctnPgntn")
    _found, warnings = read(camt(Statement((Entry("1.00"),), header=pages), kind="054"))
    assert warnings == ()
