"""References by their check digits."""

import pytest

from payments.statements.references import (
    Reference,
    ReferenceKind,
    find_references,
    read_structured,
    viite_is_valid,
)


@pytest.mark.parametrize(
    ("digits", "valid"),
    [("1232", True), ("1233", False), ("00001232", True), ("123", False), ("13", False),
     ("12345672", True), ("1" * 21, False), ("12a2", False)],
)  # fmt: skip
def test_the_finnish_check_digit_weighs_7_3_1_from_the_right(digits, valid):
    # 123 -> 3*7 + 2*3 + 1*1 = 28 -> 2; 1234567 -> 7*7+6*3+5*1+4*7+3*3+2*1+1*7 = 118 -> 2
    assert viite_is_valid(digits) == valid


@pytest.mark.parametrize(
    ("text", "country", "issuer", "expected"),
    [
        ("rf18 5390 0754 7034", "", "", ("RF18539007547034", "RF", True)),
        ("RF17 5390 0754 7034", "", "", ("RF17539007547034", "RF", False)),
        ("090/9337/55493", "", "", ("090933755493", "OGM", True)),
        ("090933755494", "BE", "", ("090933755494", "OGM", False)),
        ("090933755494", "", "BBA", ("090933755494", "OGM", False)),
        ("090933755494", "FR", "", ("090933755494", "OTHER", True)),
        ("010806817197", "", "", ("010806817197", "OTHER", True)),
        ("21 00000 00003 13947 14300 09017", "", "",
         ("210000000003139471430009017", "QR", True)),
        ("210000000003139471430009016", "CH", "",
         ("210000000003139471430009016", "QR", False)),
        ("1232", "FI", "", ("1232", "FI", True)),
        ("1233", "FI", "", ("1233", "FI", False)),
        ("Order A-17", "FI", "", ("Order A-17", "OTHER", True)),
        ("0" * 27, "CH", "", ("0" * 27, "OTHER", True)),
    ],
)  # fmt: skip
def test_a_reference_is_normalised_and_verified(text, country, issuer, expected):
    found = read_structured(text, country=country, issuer=issuer)
    assert (found.text, found.kind.value, found.valid) == expected


def test_ninety_seven_stands_for_a_remainder_of_zero():
    # 97 mod 97 = 0, so 0000000097 carries the check digits 97
    assert read_structured("000000009797").kind is ReferenceKind.OGM


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pay RF18 5390 0754 7034 for June 2026",
         [Reference("RF18539007547034", ReferenceKind.RF)]),
        ("RF18539007547034", [Reference("RF18539007547034", ReferenceKind.RF)]),
        ("***090/9337/55493***", [Reference("090933755493", ReferenceKind.OGM)]),
        ("+++090/9337/55494+++",
         [Reference("090933755494", ReferenceKind.OGM, valid=False)]),
        ("QRR 210000000003139471430009017.",
         [Reference("210000000003139471430009017", ReferenceKind.QR)]),
        ("QRR 210000000003139471430009016", []),
        ("viite 1232", [Reference("1232", ReferenceKind.VIITE)]),
        ("Viitenumero: 12 34567 2", [Reference("12345672", ReferenceKind.VIITE)]),
        ("invoice 1232 of 090933755493", []),
        ("", []),
    ],
)  # fmt: skip
def test_references_in_free_text_are_unmistakable(text, expected):
    assert list(find_references(text)) == expected
