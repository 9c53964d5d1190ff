"""Who stands on the other side."""

import pytest

from .camt_builder import IBAN, Entry, Statement, Tx, camt
from .reading import only_line

OTHER = "DE89370400440532013000"
BOTH = Tx(party="Debtor", iban=OTHER, creditor="Creditor", creditor_iban="NO9386011117947")


@pytest.mark.parametrize("version", ["02", "04", "08"])
@pytest.mark.parametrize(
    ("sign", "reversal", "name"),
    [
        ("CRDT", "", "Debtor"),
        ("DBIT", "", "Creditor"),
        ("CRDT", "true", "Creditor"),
        ("DBIT", "true", "Debtor"),
    ],
)
def test_a_credit_shows_the_debtor_and_a_reversal_swaps(version, sign, reversal, name):
    entry = Entry(sign=sign, reversal=reversal, txs=(BOTH,))
    assert only_line(camt(Statement((entry,)), version=version)).counterparty_name == name


def test_our_own_account_is_never_the_counterparty():
    tx = Tx(party="Ourselves", iban=IBAN, creditor="Payer", creditor_iban=OTHER)
    line = only_line(camt(Statement((Entry(txs=(tx,)),))))
    assert (line.counterparty_name, line.counterparty_account) == ("Payer", OTHER)


def test_ourselves_on_the_only_side_leave_the_counterparty_blank():
    tx = Tx(party="Ourselves", iban=IBAN)
    line = only_line(camt(Statement((Entry(txs=(tx,)),))))
    assert (line.counterparty_name, line.counterparty_account) == ("", "")


def test_the_other_side_stands_in_when_only_it_is_filled():
    tx = Tx(creditor="Payer in the wrong place", creditor_iban=OTHER)
    line = only_line(camt(Statement((Entry(txs=(tx,)),))))
    assert line.counterparty_name == "Payer in the wrong place"


@pytest.mark.parametrize(("tag", "version"), [("BIC", "02"), ("BICFI", "04"), ("BICFI", "08")])
def test_bic_address_and_ultimate_party_are_kept(tag, version):
    ultimate = "<UltmtDbtr><Nm>Holding</Nm></UltmtDbtr>"
    if version == "08":
        ultimate = "<UltmtDbtr><Pty><Nm>Holding</Nm></Pty></UltmtDbtr>"
    inner = (
        "<Nm>Payer</Nm><PstlAdr><StrtNm>Quai 5</StrtNm><BldgNb>b</BldgNb><PstCd>1</PstCd>"
        "<TwnNm>Bergen</TwnNm><Ctry>NO</Ctry></PstlAdr>"
    )
    if version == "08":
        inner = f"<Pty>{inner}</Pty>"
    extra = (
        f"<RltdPties><Dbtr>{inner}</Dbtr>{ultimate}</RltdPties><RltdAgts><DbtrAgt>"
        f"<FinInstnId><{tag}>DNBANOKK</{tag}></FinInstnId></DbtrAgt></RltdAgts>"
    )
    line = only_line(camt(Statement((Entry(txs=(Tx(extra=extra),)),)), version=version))
    assert line.counterparty_bic == "DNBANOKK"
    assert line.counterparty_address == "Quai 5 b"
    assert (line.counterparty_city, line.counterparty_country) == ("Bergen", "NO")
    assert line.ultimate_counterparty_name == "Holding"


def test_a_bank_as_party_and_an_account_without_iban():
    extra = (
        "<RltdPties><Dbtr><Agt><FinInstnId><BICFI>DNBANOKK</BICFI><Nm>DNB</Nm></FinInstnId>"
        "</Agt></Dbtr><DbtrAcct><Id><Othr><Id>4711</Id></Othr></Id></DbtrAcct></RltdPties>"
    )
    line = only_line(camt(Statement((Entry(txs=(Tx(extra=extra),)),))))
    assert (line.counterparty_name, line.counterparty_bic) == ("DNB", "DNBANOKK")
    assert line.counterparty_account == "4711"


def test_address_lines_are_joined_and_notprovided_is_blank():
    extra = (
        "<RltdPties><Dbtr><Pty><Nm>NOTPROVIDED</Nm><PstlAdr><AdrLine>Quai 5</AdrLine>"
        "<AdrLine>5003 Bergen</AdrLine></PstlAdr></Pty></Dbtr></RltdPties>"
    )
    tx = Tx(extra=extra, e2e="NOTPROVIDED")
    line = only_line(camt(Statement((Entry(txs=(tx,)),))))
    assert (line.counterparty_name, line.end_to_end_id) == ("", "")
    assert line.counterparty_address == "Quai 5, 5003 Bergen"
