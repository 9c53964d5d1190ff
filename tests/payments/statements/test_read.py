"""The door: all lines, as often as asked, in bounded memory; written and read back equal."""

import io
import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payments.statements.read import read_statements

from .camt_builder import Entry, Statement, Tx, camt
from .reading import read

ROOT = Path(__file__).resolve().parents[3]


def test_lines_are_handed_out_again_and_interleaved():
    data = camt(
        Statement(tuple(Entry(f"{n}.00") for n in range(1, 6)), id="A"),
        Statement((Entry("9.00"), Entry("9.00")), id="B", opening="15.00"),
    )
    with read_statements(io.BytesIO(data), "f") as file:
        first, second = file.statements
        for _time in range(2):
            assert [line.amount for line in file.lines(second)] == [9, 9]
        both = zip(file.lines(first), file.lines(second), strict=False)
        assert [(one.amount, other.amount) for one, other in both] == [(1, 9), (2, 9)]


def test_the_file_is_named_and_hashed_but_its_folders_are_forgotten():
    with read_statements(io.BytesIO(camt()), "C:\\bank\\march.xml") as file:
        assert (file.name, file.size) == ("march.xml", len(camt()))
        assert len(file.sha256) == 64
        assert file.statements[0].file_sha256 == file.sha256


text = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"),
    max_size=30,
).map(lambda value: " ".join(value.split()))  # fmt: skip
cents = st.integers(1, 10**12)
entries = st.builds(
    Entry,
    amount=cents.map(lambda c: f"{c // 100}.{c % 100:02d}"),
    sign=st.sampled_from(["CRDT", "DBIT"]),
    status=st.sampled_from(["BOOK", "BOOK", "BOOK", "PDNG"]),
    booked=st.dates(
        min_value=date(1970, 1, 1),
        max_value=date(2100, 12, 31),
    ).map(lambda day: f"<Dt>{day}</Dt>"),
    txs=st.tuples(st.builds(Tx, party=text, creditor=text, ustrd=st.tuples(text))),
)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    version=st.sampled_from(["02", "04", "08"]),
    statements=st.lists(
        st.builds(Statement, entries=st.lists(entries, max_size=5).map(tuple)),
        min_size=1,
        max_size=3,
    ),
)
def test_what_was_written_is_read_back_equal(version, statements):
    found, _warnings = read(camt(*statements, version=version))
    assert len(found) == len(statements)
    for (statement, lines), written in zip(found, statements, strict=True):
        booked = [entry for entry in written.entries if entry.status == "BOOK"]
        assert len(lines) == len(booked)
        assert statement.closing.amount == statement.opening.amount + statement.line_sum
        for line, entry in zip(lines, booked, strict=True):
            sign = 1 if entry.sign == "CRDT" else -1
            assert line.amount == sign * Decimal(entry.amount)
            assert f"<Dt>{line.booking_date}</Dt>" == entry.booked
            [tx] = entry.txs
            assert line.counterparty_name == (tx.party if sign > 0 else tx.creditor)
            assert line.remittance_text == tx.ustrd[0]


MEASURE = """
import json, sys, time
from django.conf import settings
settings.configure(USE_I18N=False)
from payments.statements.read import read_statements
ENTRY = ('<Ntry><Amt Ccy="EUR">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt>'
  '<Dt>2026-03-05</Dt></BookgDt><AcctSvcrRef>R%08d</AcctSvcrRef><NtryDtls><TxDtls><RltdPties>'
  '<Dbtr><Nm>Payer</Nm></Dbtr></RltdPties><RmtInf><Ustrd>Invoice %s</Ustrd></RmtInf></TxDtls>'
  '</NtryDtls></Ntry>')
HEAD = ('<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>'
  '<Id>S</Id><Acct><Id><IBAN>FR76</IBAN></Id><Ccy>EUR</Ccy></Acct>')
class Written:
    def __init__(self, count, width):
        self.parts = self.write(count, width)
    def write(self, count, width):
        yield HEAD.encode()
        for start in range(0, count, 1000):
            numbers = range(start, min(start + 1000, count))
            yield "".join(ENTRY % (n, "lorem " * width) for n in numbers).encode()
        yield b"</Stmt></BkToCstmrStmt></Document>"
    def read(self, size=-1):
        return next(self.parts, b"")
count, width = int(sys.argv[1]), int(sys.argv[2])
began = time.process_time()
with read_statements(Written(count, width), "big.xml") as file:
    [statement] = file.statements
    lines = sum(1 for _line in file.lines(statement)) if width > 1 else statement.line_count
# Of this program alone; getrusage counts what the parent held when it started this one.
status = open("/proc/self/status").read().splitlines()
[peak] = [line for line in status if line.startswith("VmHWM")]
print(json.dumps({
    "bytes": file.size, "lines": lines, "sum": str(statement.line_sum),
    "seconds": time.process_time() - began,
    "peak_mib": int(peak.split()[1]) / 1024,
}))
"""


@pytest.mark.parametrize(("count", "width"), [(25_000, 385)])
def test_63_megabytes_stay_far_under_300_mebibytes(count, width):
    """25,000 long entries, read twice; the number of entries does not matter to memory."""
    run = subprocess.run(
        [sys.executable, "-c", MEASURE, str(count), str(width)],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    measured = json.loads(run.stdout)
    assert measured["bytes"] > 58_000_000
    assert measured["lines"] == count
    assert Decimal(measured["sum"]) == count * 5
    assert measured["peak_mib"] < 300
