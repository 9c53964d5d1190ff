"""What is written can be read, in both versions."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from arcore.desk.demo.statements.camt import Detail, Entry, Statement, write_camt
from payments.statements.parsed import ParsedLine, ParsedStatement
from payments.statements.read import read_statements

DAY = date(2026, 3, 5)
IBAN = "FR7612345690010000123456739"


def read_back(version: str, *entries: Entry) -> tuple[ParsedStatement, list[ParsedLine]]:
    moved = sum((e.amount for e in entries if not e.pending), Decimal(0))
    statement = Statement(
        7, "MAIN", IBAN, "BCFLFRPPXXX", DAY, DAY, Decimal(1000), entries, Decimal(1000) + moved
    )
    with read_statements(BytesIO(write_camt(version, statement)), "demo.xml") as parsed:
        return parsed.statements[0], list(parsed.lines(parsed.statements[0]))


@pytest.mark.parametrize("version", ["02", "08"])
def test_a_payment_keeps_party_account_and_text(version):
    detail = Detail(Decimal(250), "CYCLES ROUX", "DE89370400440532013000", ("INV00042",), "E1")
    statement, (line,) = read_back(
        version, Entry(DAY, Decimal(250), "PMNT-RCDT-ESCT", (detail,))
    )
    assert (statement.account_iban, statement.sequence_number) == (IBAN, 7)
    assert statement.closing is not None
    assert statement.closing.amount == Decimal(1250)
    assert (line.amount, line.counterparty_name) == (Decimal(250), "CYCLES ROUX")
    assert line.counterparty_account == "DE89370400440532013000"
    assert (line.remittance_text, line.end_to_end_id) == ("INV00042", "E1")


@pytest.mark.parametrize("version", ["02", "08"])
def test_a_batch_becomes_its_payments(version):
    details = (Detail(Decimal(10), "A SARL"), Detail(Decimal(15), "B SARL"))
    _statement, lines = read_back(version, Entry(DAY, Decimal(25), "PMNT-RCHQ-CCHQ", details))
    assert [line.amount for line in lines] == [Decimal(10), Decimal(15)]


@pytest.mark.parametrize("version", ["02", "08"])
def test_reversals_returns_and_pending_entries_are_told(version):
    given_back = Entry(
        DAY, Decimal(18), "ACMT-MDOP-CHRG", (Detail(Decimal(18)),), reversal=True
    )
    sent_back = Entry(
        DAY,
        Decimal(-60),
        "PMNT-IDDT-UPDD",
        (Detail(Decimal(-60), "CYCLES ROUX", return_reason="AM04"),),
    )
    pending = Entry(DAY, Decimal(5), "PMNT-RCDT-ESCT", pending=True)
    statement, lines = read_back(version, given_back, sent_back, pending)
    assert [(line.amount, line.is_reversal) for line in lines] == [
        (Decimal(18), True),
        (Decimal(-60), False),
    ]
    assert (lines[1].return_reason, lines[1].counterparty_name) == ("AM04", "CYCLES ROUX")
    assert statement.unbooked_count == 1
