"""What a statement says about itself."""

from datetime import date
from decimal import Decimal

from .camt_builder import Entry, Statement, camt
from .reading import read_one, refusal_code

TOTALS = "<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries>{net}</TtlNtries></TxsSummry>"


def test_ids_numbers_pages_and_period_are_kept():
    header = (
        "<LglSeqNb>3</LglSeqNb><CreDtTm>2026-03-09T22:00:00+01:00</CreDtTm><FrToDt>"
        "<FrDtTm>2026-03-01T00:00:00</FrDtTm><ToDtTm>2026-03-08T23:59:59</ToDtTm></FrToDt>"
        "<StmtPgntn><PgNb>2</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>"
    )
    statement, _lines = read_one(camt(Statement((Entry(),), header=header, number="12312")))
    assert statement.message_id == "MSG-1"
    assert (statement.statement_id, statement.sequence_number) == ("S-1", 12312)
    assert (statement.legal_sequence_number, statement.page_number) == (3, 2)
    assert not statement.is_last_page
    assert (statement.from_date, statement.to_date) == (date(2026, 3, 1), date(2026, 3, 8))
    assert statement.created_at
    assert statement.created_at.isoformat() == "2026-03-09T22:00:00+01:00"
    assert statement.statement_date == date(2026, 3, 9)  # of the closing balance


def test_declared_totals_of_both_shapes():
    old = TOTALS.format(net="<TtlNetNtryAmt>7.50</TtlNetNtryAmt><CdtDbtInd>DBIT</CdtDbtInd>")
    new = TOTALS.format(
        net="<TtlNetNtry><Amt>7.50</Amt><CdtDbtInd>CRDT</CdtDbtInd></TtlNetNtry>"
    )
    for extra, total in ((old, "-7.50"), (new, "7.50")):
        statement, _lines = read_one(camt(Statement((Entry(),), extra=extra)))
        assert statement.declared_count == 2
        assert statement.declared_sum == Decimal(total)


def test_a_number_that_is_none_is_left_out():
    statement, _lines = read_one(camt(Statement((Entry(),), number="2026/3")))
    assert statement.sequence_number is None


def test_an_impossible_period_is_refused():
    header = "<FrToDt><FrDtTm>0002-01-01T00:00:00</FrDtTm></FrToDt>"
    assert refusal_code(camt(Statement((Entry(),), header=header))) == "date-out-of-range"
