"""One entry, many payments."""

from decimal import Decimal

import pytest

from .camt_builder import Entry, Statement, Tx, camt
from .reading import only_line, read, read_one

BATCH = "<Btch><PmtInfId>COLL-7</PmtInfId><NbOfTxs>{count}</NbOfTxs></Btch>"


@pytest.mark.parametrize("version", ["02", "04", "08"])
def test_details_that_add_up_become_lines(version):
    txs = (
        Tx("60.00", party="A", e2e="1", ustrd=("24-1",)),
        Tx("40.00", party="B", e2e="2", extra="<AddtlTxInf>own</AddtlTxInf>"),
    )
    entry = Entry("100.00", txs=txs, reference="BANK-1", info="batch")
    statement, lines = read_one(camt(Statement((Entry("5.00"), entry)), version=version))
    assert [(line.sequence, line.entry, line.from_batch) for line in lines] == [
        (1, 1, False), (2, 2, True), (3, 2, True),
    ]  # fmt: skip
    assert [line.amount for line in lines[1:]] == [Decimal("60.00"), Decimal("40.00")]
    assert [line.counterparty_name for line in lines[1:]] == ["A", "B"]
    assert {line.account_servicer_reference for line in lines[1:]} == {"BANK-1"}
    assert [line.extra_text for line in lines[1:]] == ["batch", "own batch"]
    assert len({line.fingerprint for line in lines}) == 3
    assert (statement.line_count, statement.entry_count) == (3, 2)


def test_a_details_own_sign_counts():
    txs = (Tx("120.00", sign="CRDT"), Tx("20.00", sign="DBIT"))
    _statement, lines = read_one(camt(Statement((Entry("100.00", txs=txs),))))
    assert [line.amount for line in lines] == [Decimal("120.00"), Decimal("-20.00")]


def test_a_debit_batch_is_negative():
    txs = (Tx("60.00"), Tx("40.00"))
    _statement, lines = read_one(camt(Statement((Entry("100.00", "DBIT", txs=txs),))))
    assert [line.amount for line in lines] == [Decimal("-60.00"), Decimal("-40.00")]


@pytest.mark.parametrize(
    "second",
    [Tx("39.99", ustrd=("24-2",)), Tx("", ustrd=("24-2",)),
     Tx("40.00", currency="USD", ustrd=("24-2",))],
)  # fmt: skip
def test_details_that_do_not_add_up_stay_one_line_with_a_warning(second):
    txs = (Tx("60.00", party="A", ustrd=("24-1",)), second)
    [(_statement, [line])], warnings = read(camt(Statement((Entry("100.00", txs=txs),))))
    assert (line.amount, line.from_batch) == (Decimal("100.00"), False)
    assert line.counterparty_name == ""
    assert line.remittance_text == "24-1 24-2"
    assert [(w.code, w.where) for w in warnings] == [
        ("batch-not-spread", "statement 1, entry 1")
    ]


def test_payments_only_counted_stay_one_line_to_be_spread_later():
    line = only_line(camt(Statement((Entry("100.00", batch=BATCH.format(count=3)),))))
    assert (line.batch_count, line.payment_information_id) == (3, "COLL-7")


def test_a_single_transaction_keeps_the_entrys_net_amount():
    line = only_line(camt(Statement((Entry("97.00", txs=(Tx("100.00", party="A"),)),))))
    assert (line.amount, line.counterparty_name) == (Decimal("97.00"), "A")


def test_an_unbooked_batch_gives_no_lines():
    txs = (Tx("60.00"), Tx("40.00"))
    statement, lines = read_one(camt(Statement((Entry("100.00", status="PDNG", txs=txs),))))
    assert (lines, statement.unbooked_count) == ([], 1)


def test_a_batch_of_thousands_is_spread_whole():
    txs = tuple(Tx("1.00", e2e=str(number)) for number in range(2_500))
    statement, lines = read_one(camt(Statement((Entry("2500.00", txs=txs), Entry("1.00")))))
    assert statement.line_count == 2_501
    assert [line.end_to_end_id for line in lines[:3]] == ["0", "1", "2"]
    assert lines[-1].amount == Decimal("1.00")
    assert lines[-1].entry == 2
