"""An entry becomes its lines, numbered and recognisable again."""

import pytest

from .camt_builder import Entry, Statement, Tx, camt
from .reading import only_line, read, read_one


def test_lines_are_numbered_over_batches_and_left_out_entries():
    batch = Entry("3.00", txs=(Tx("1.00"), Tx("2.00")))
    entries = (Entry("5.00"), Entry("9.00", status="PDNG"), batch, Entry("6.00"))
    _statement, lines = read_one(camt(Statement(entries)))
    assert [(line.sequence, line.entry) for line in lines] == [(1, 1), (2, 3), (3, 3), (4, 4)]


def test_the_entrys_text_follows_the_transactions_own():
    tx = Tx(extra="<AddtlTxInf>own</AddtlTxInf>")
    assert (
        only_line(camt(Statement((Entry(txs=(tx,), info="entry"),)))).extra_text == "own entry"
    )
    assert only_line(camt(Statement((Entry(info="entry"),)))).extra_text == "entry"


def test_identical_lines_differ_in_the_fingerprint_and_stay_alike_in_the_next_file():
    data = camt(Statement((Entry("5.00"), Entry("5.00"))))
    _statement, lines = read_one(data)
    assert len({line.fingerprint for line in lines}) == 2
    again = only_line(camt(Statement((Entry("5.00"),), id="S-2")))
    assert again.fingerprint == lines[0].fingerprint


@pytest.mark.parametrize(
    "other",
    [Entry("5.01"), Entry("5.00", "DBIT"), Entry("5.00", booked="<Dt>2026-03-04</Dt>"),
     Entry("5.00", reference="R"), Entry("5.00", info="text"), Entry("5.00", txs=(Tx(e2e="E"),))],
)  # fmt: skip
def test_whatever_identifies_a_line_changes_its_fingerprint(other):
    plain = only_line(camt(Statement((Entry("5.00"),))))
    assert only_line(camt(Statement((other,)))).fingerprint != plain.fingerprint


def test_ordinals_count_over_the_statements_of_one_account():
    found, _warnings = read(camt(Statement((Entry(),), id="A"), Statement((Entry(),), id="B")))
    assert len({lines[0].fingerprint for _statement, lines in found}) == 2
