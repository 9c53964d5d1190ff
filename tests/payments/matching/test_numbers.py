"""When a text quotes a number."""

import pytest

from payments.matching.numbers import keys_in, number_key, quotable_text, quotes, reference_key


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("fakt 24-0117", "24-0117", True),
        ("fakt 24-0117.", "24-0117", True),
        ("124-0117", "24-0117", False),
        ("24-01170", "24-0117", False),
        ("x24-01170 then 24-0117", "24-0117", True),  # every occurrence is tried
        ("A12", "A12", False),  # too short
        ("A123", "a123", True),
        ("(#0117)", "#0117.", True),  # what stands around the number is not part of it
        ("é0117é", "0117", True),  # other letters are boundaries
        ("----", "----", False),
        ("", "", False),
        ("a-1-b-2-c-3", "A-1-B-2-C-3", True),  # more runs than the key has
        ("a-1-b-2-c-4", "A-1-B-2-C-3", False),
    ],
)
def test_boundaries(text, number, expected):
    text = quotable_text(text, "")
    assert quotes(text, number) is expected
    if expected:
        assert number_key(number) in keys_in(text)


def test_additional_info_is_searched_too_and_a_blank_stands_between():
    assert quotes(quotable_text("pays", "24-0117"), "24-0117")
    assert not quotes(quotable_text("24-", "0117"), "24-0117")


def test_references_compare_without_blanks_and_case():
    assert reference_key("rf18 5390 0754") == "RF1853900754"


def test_a_text_of_ten_thousand_letters_gives_no_key_longer_than_a_number():
    assert keys_in("X" * 10_000) == set()
    assert len(keys_in("AB12 " * 2_000)) < 10
