"""Charges, original amounts and rates."""

from decimal import Decimal

import pytest

from .camt_builder import Entry, Statement, Tx, camt
from .reading import only_line

OLD = '<Chrgs><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd><Tp><Cd>SHAR</Cd></Tp></Chrgs>'
NEW = (
    '<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">{amount}</TtlChrgsAndTaxAmt><Rcrd><Amt Ccy="EUR">'
    "{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd>{included}</Rcrd></Chrgs>"
)


@pytest.mark.parametrize(("version", "shape"), [("02", OLD), ("04", NEW), ("08", NEW)])
def test_a_charge_taken_off_a_receipt_shows_the_gross(version, shape):
    charge = shape.format(
        amount="3.00", sign="DBIT", included="<ChrgInclInd>true</ChrgInclInd>"
    )
    line = only_line(
        camt(Statement((Entry("97.00", txs=(Tx(before=charge),)),)), version=version)
    )
    assert line.amount == Decimal("97.00")
    assert line.charge_amount == Decimal("3.00")
    assert line.gross_amount == Decimal("100.00")


@pytest.mark.parametrize(
    ("sign", "included", "gross"),
    [("CRDT", "", "94.00"), ("DBIT", "<ChrgInclInd>false</ChrgInclInd>", "97.00")],
)
def test_a_charge_given_back_or_booked_apart(sign, included, gross):
    charge = NEW.format(amount="3.00", sign=sign, included=included)
    line = only_line(camt(Statement((Entry("97.00", before=charge),))))
    assert line.gross_amount == Decimal(gross)
    assert len(line.charges) == 1


def test_a_zero_charge_is_none():
    charge = NEW.format(amount="0.00", sign="DBIT", included="")
    assert only_line(camt(Statement((Entry(before=charge),)))).charges == ()


def test_an_instructed_amount_in_another_currency_is_the_original():
    details = (
        '<AmtDtls><InstdAmt><Amt Ccy="USD">110.00</Amt><CcyXchg><SrcCcy>USD</SrcCcy>'
        "<TrgtCcy>EUR</TrgtCcy><XchgRate>1.1</XchgRate></CcyXchg></InstdAmt></AmtDtls>"
    )
    for entry in (
        Entry("100.00", "DBIT", before=details),
        Entry("100.00", "DBIT", txs=(Tx(before=details),)),
    ):
        line = only_line(camt(Statement((entry,), closing="-100.00")))
        assert (line.original_amount, line.original_currency) == (Decimal("-110.00"), "USD")
        assert line.exchange_rate == Decimal("1.1")


def test_the_same_currency_is_no_original_amount():
    details = '<AmtDtls><TxAmt><Amt Ccy="EUR">100.00</Amt></TxAmt></AmtDtls>'
    line = only_line(camt(Statement((Entry(txs=(Tx(before=details),)),))))
    assert (line.original_amount, line.original_currency) == (None, "")
