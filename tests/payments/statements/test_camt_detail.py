"""One transaction as the fields of a line."""

from decimal import Decimal

import pytest

from payments.statements.camt_detail import RAW_LIMIT

from .camt_builder import Entry, Statement, Tx, camt
from .reading import only_line


def line_of(tx: Tx, **entry):
    return only_line(camt(Statement((Entry("100.00", txs=(tx,), **entry),))))


def test_every_reference_has_its_field():
    refs = "<AcctSvcrRef>TX</AcctSvcrRef><PmtInfId>P</PmtInfId><InstrId>I</InstrId>"
    line = line_of(
        Tx(e2e="E", refs=refs + "<MndtId>M</MndtId><UETR>U</UETR>"), reference="NTRY"
    )
    assert (line.end_to_end_id, line.instruction_id, line.mandate_id) == ("E", "I", "M")
    assert (line.payment_information_id, line.uetr) == ("P", "U")
    assert line.account_servicer_reference == "TX"


@pytest.mark.parametrize("word", ["NOTPROVIDED", "NotProvided"])
def test_not_provided_is_nothing_and_the_entrys_reference_stands_in(word):
    refs = f"<AcctSvcrRef>{word}</AcctSvcrRef><MndtId>{word}</MndtId>"
    line = line_of(Tx(e2e=word, refs=refs), reference="NTRY")
    assert (line.end_to_end_id, line.mandate_id) == ("", "")
    assert line.account_servicer_reference == "NTRY"


def test_a_return_tells_its_reason_and_text():
    reason = (
        "<RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>a</AddtlInf><AddtlInf>b</AddtlInf></RtrInf>"
    )
    line = line_of(Tx(extra=reason))
    assert (line.return_reason, line.return_text) == ("AC04", "a b")


@pytest.mark.parametrize(("sign", "original"), [("CRDT", "120.00"), ("DBIT", "-120.00")])
def test_the_original_amount_has_the_lines_sign(sign, original):
    details = '<AmtDtls><InstdAmt><Amt Ccy="USD">120.00</Amt></InstdAmt></AmtDtls>'
    line = line_of(Tx(before=details), sign=sign)
    assert (line.original_amount, line.original_currency) == (Decimal(original), "USD")


def test_the_banks_own_words_are_kept_up_to_a_limit():
    line = line_of(Tx(ustrd=("x" * (RAW_LIMIT + 100),)))
    assert len(line.raw_fragment) == RAW_LIMIT
