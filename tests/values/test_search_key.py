import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arcore.values.search_key import search_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Société  Œuvre & Fils", "societe oeuvre & fils"),
        ("ÉLECTRICITÉ", "electricite"),
        ("Straße 7", "strasse 7"),
        ("Łódź Ørsted Ægir", "lodz orsted aegir"),
        ("İstanbul ve Işık", "istanbul ve isik"),
        ("\tTabs\n and\u00a0spaces ", "tabs and spaces"),
        ("شركة", "شركة"),
        ("Fleurs 🌸", "fleurs 🌸"),
        ("ＡＢＣ", "abc"),
        ("", ""),
    ],
)
def test_names_become_plain(name, key):
    assert search_key(name) == key


@given(st.text())
@example("ϔ")
def test_the_key_of_a_key_is_the_key(name):
    key = search_key(name)
    assert search_key(key) == key


@given(st.text())
def test_case_does_not_matter_for_latin_letters(name):
    plain = "".join(c for c in name if c.isascii())
    assert search_key(plain.upper()) == search_key(plain.lower())
