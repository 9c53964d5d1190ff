import pytest

from arcore.ui.text import clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x1bc", "abc"),
        ("line\r\nline\ttab", "line\nline\ttab"),
        ("שלום 👩‍👩‍👧 Ünïcödé", "שלום 👩‍👩‍👧 Ünïcödé"),
        ("FR76\u202e0041", "FR760041"),  # nothing may read backwards
        ("e\u0301", "é"),
        ("\ud800x", "x"),
    ],
)
def test_control_characters_go_and_scripts_stay(typed, kept):
    assert clean_text(typed) == kept
