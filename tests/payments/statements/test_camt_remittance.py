"""Text, structured references and invoice numbers."""

import pytest

from .camt_builder import Entry, Statement, Tx, camt
from .reading import only_line, read


def line_with(**values):
    iban = values.pop("account", None)
    statement = Statement((Entry(txs=(Tx(**values),)),), **({"iban": iban} if iban else {}))
    return only_line(camt(statement))


def strd(reference: str, issuer: str = "", code: str = "SCOR") -> str:
    issued = f"<Issr>{issuer}</Issr>" if issuer else ""
    return (
        f"<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry>{issued}</Tp>"
        f"<Ref>{reference}</Ref></CdtrRefInf></Strd>"
    )


def test_parts_are_joined_with_a_blank():
    assert line_with(ustrd=("Invoice", "24-0117")).remittance_text == "Invoice 24-0117"


def test_a_part_cut_at_140_characters_goes_on_without_a_blank():
    first = "x" * 133 + "24-0117"
    assert len(first) == 140
    assert line_with(ustrd=(first, "9 end")).remittance_text == f"{first}9 end"


@pytest.mark.parametrize(
    ("reference", "account", "text", "kind"),
    [
        ("RF18 5390 0754 7034", "FR7630006000011234567890189", "RF18539007547034", "RF"),
        ("+++090/9337/55493+++", "BE68539007547034", "090933755493", "OGM"),
        ("210000000003139471430009017", "CH9300762011623852957",
         "210000000003139471430009017", "QR"),
        ("00000000000000001232", "FI2112345600000785", "1232", "FI"),
        ("4654654654654654", "NL91ABNA0417164300", "4654654654654654", "OTHER"),
    ],
)  # fmt: skip
def test_a_verified_reference_is_normalised_and_keeps_its_kind(reference, account, text, kind):
    line = line_with(strd=strd(reference), account=account)
    assert (line.structured_reference, line.structured_reference_kind) == (text, kind)


def test_wrong_check_digits_stay_as_text_with_a_warning():
    data = camt(Statement((Entry(txs=(Tx(strd=strd("RF17539007547034")),)),)))
    [(statement, [line])], warnings = read(data)
    assert (line.structured_reference, line.structured_reference_kind) == ("", "")
    assert line.remittance_text == "RF17539007547034"
    assert [w.code for w in warnings] == ["reference-check"]
    assert statement.warnings == warnings
    assert "RF17539007547034" in warnings[0].message


def test_a_reference_in_free_text_is_found():
    line = line_with(ustrd=("Thanks RF18 5390 0754 7034 for June",))
    assert line.structured_reference == "RF18539007547034"
    assert line.remittance_text == "Thanks RF18 5390 0754 7034 for June"


def test_invoice_numbers_and_additional_text_are_kept():
    more = (
        "<Strd><RfrdDocInf><Nb>24-0117</Nb></RfrdDocInf><RfrdDocInf><Nb>24-0125</Nb>"
        "</RfrdDocInf><AddtlRmtInf>two invoices</AddtlRmtInf></Strd>"
    )
    line = line_with(strd=more)
    assert line.document_numbers == ("24-0117", "24-0125")
    assert line.remittance_text == "two invoices"


def test_long_right_to_left_and_emoji_text_is_kept_as_it_is():
    text = "تحويل بنكي 🚢 " + "é" * 10_000
    assert line_with(ustrd=(text,)).remittance_text == text


def test_uetr_and_return_reason_are_kept():
    line = line_with(
        refs="<UETR>8a562c67-ca16-48ba-b074-65581be6f001</UETR>",
        extra="<RtrInf><Rsn><Cd>AC06</Cd></Rsn><AddtlInf>blocked</AddtlInf></RtrInf>"
        "<AddtlTxInf>R-transaction</AddtlTxInf>",
    )
    assert line.uetr == "8a562c67-ca16-48ba-b074-65581be6f001"
    assert (line.return_reason, line.return_text) == ("AC06", "blocked")
    assert line.extra_text == "R-transaction"
