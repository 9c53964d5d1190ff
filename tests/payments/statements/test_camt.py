"""A CAMT file of any version is read entry by entry."""

import re
from datetime import date
from decimal import Decimal

import pytest

from payments.statements.parsed import StatementKind

from .camt_builder import Entry, Statement, Tx, camt
from .reading import only_line, read, read_one, refusal_code

VERSIONS = ("02", "04", "08")


@pytest.mark.parametrize("version", VERSIONS)
def test_a_credit_is_read_alike_in_every_version(version):
    tx = Tx(
        amount="100.00", party="Fjordline Marine AS", iban="NO9386011117947",
        ustrd=("Invoice 24-0117",), e2e="E2E-1", refs="<MndtId>M-1</MndtId>",
    )  # fmt: skip
    entry = Entry("100.00", reference="BANK-1", txs=(tx,), info="Transfer")
    statement, [line] = read_one(camt(Statement((entry,)), version=version))
    assert (statement.format, statement.version) == ("camt.053", f"001.{version}")
    assert statement.kind is StatementKind.STATEMENT
    assert (line.amount, line.currency) == (Decimal("100.00"), "EUR")
    assert (line.booking_date, line.value_date) == (date(2026, 3, 5), date(2026, 3, 6))
    assert line.counterparty_name == "Fjordline Marine AS"
    assert line.counterparty_account == "NO9386011117947"
    assert (line.end_to_end_id, line.mandate_id) == ("E2E-1", "M-1")
    assert line.account_servicer_reference == "BANK-1"
    assert (line.remittance_text, line.extra_text) == ("Invoice 24-0117", "Transfer")
    assert (line.sequence, line.entry, line.from_batch) == (1, 1, False)
    assert line.raw_fragment.startswith("<Ntry")


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("status", ["PDNG", "INFO", "FUTR"])
def test_what_is_not_booked_is_left_out_and_counted(version, status):
    entries = (Entry("10.00"), Entry("5.00", status=status))
    [(statement, lines)], warnings = read(camt(Statement(entries), version=version))
    assert [line.amount for line in lines] == [Decimal("10.00")]
    assert (statement.entry_count, statement.unbooked_count) == (2, 1)
    assert [warning.code for warning in warnings] == ["not-booked"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("052", StatementKind.REPORT), ("054", StatementKind.NOTIFICATION)],
)
def test_reports_and_notifications_say_what_they_are(kind, expected):
    statement, [line] = read_one(camt(Statement((Entry("5.00", "DBIT"),)), kind=kind))
    assert statement.kind is expected
    assert line.amount == Decimal("-5.00")
    assert (statement.closing is None) == (kind == "054")


def test_a_version_never_checked_is_read_with_a_warning():
    [(statement, lines)], warnings = read(camt(Statement((Entry(),)), version="13"))
    assert statement.version == "001.13"
    assert len(lines) == 1
    assert [warning.code for warning in warnings] == ["version-unknown"]


def test_several_statements_keep_their_own_lines():
    first = Statement((Entry("1.00"), Entry("2.00")), id="A")
    second = Statement((Entry("3.00", "DBIT"),), id="B", iban="DE89370400440532013000")
    found, _warnings = read(camt(first, second))
    assert [[line.amount for line in lines] for _s, lines in found] == [
        [Decimal("1.00"), Decimal("2.00")],
        [Decimal("-3.00")],
    ]
    assert [(s.position, s.statement_id, s.line_sum) for s, _lines in found] == [
        (1, "A", Decimal("3.00")),
        (2, "B", Decimal("-3.00")),
    ]


def test_a_prefix_for_the_namespace_changes_nothing():
    data = camt(Statement((Entry("5.00"),))).decode()
    data = data.replace("xmlns=", "xmlns:n=").replace("</", "</n:")
    for name in set(re.findall(r"<([A-Z]\w*)", data)):
        data = data.replace(f"<{name}>", f"<n:{name}>").replace(f"<{name} ", f"<n:{name} ")
    assert only_line(data.encode()).amount == Decimal("5.00")


def test_comments_between_elements_are_passed_over():
    data = camt(Statement((Entry("5.00"),))).replace(b"<Ntry>", b"<!-- x --><Ntry><!-- y -->")
    assert only_line(data).amount == Decimal("5.00")


def test_a_statement_inside_another_is_refused():
    inner = camt(Statement((Entry("5.00"),))).decode()
    stmt = inner[inner.index("<Stmt>") : inner.index("</Stmt>") + 7]
    data = inner.replace("</Ntry>", "</Ntry>" + stmt)
    assert refusal_code(data.encode()) == "xml-nested"


def test_a_statement_without_entries_is_read_with_a_warning():
    [(statement, lines)], warnings = read(camt(Statement(opening="5.00")))
    assert (statement.line_count, lines) == (0, [])
    assert [warning.code for warning in warnings] == ["no-lines"]


def test_a_message_without_statement_is_refused():
    data = camt().decode()
    empty = data[: data.index("<Stmt>")] + data[data.index("</Stmt>") + 7 :]
    assert refusal_code(empty.encode()) == "no-statement"
