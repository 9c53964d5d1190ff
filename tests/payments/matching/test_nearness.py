"""Nearness as the spec defines it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payments.matching.nearness import longest_common, nearness
from tests.payments.matching import naive


@pytest.mark.parametrize(
    ("name", "text", "percent"),
    [
        ("Fjordline Marine AS", "FJORDLINE MARINE", 100),  # truncated
        ("Meier Hans", "HANS MEIER", 90),  # swapped, the blank is lost
        ("Compagnie Loire", "LOIRE COMPAGNIE", 93),  # longer, still under 95
        ("Fjordline Marine AS", "FJORDLINE", 0),  # under 65 % of the name
        ("IBM", "IBM", 0),  # pieces have at least four letters
        ("", "anything", 0),
        ("Nordwind", "", 0),
        ("ABGHCDEF", "CDEFABGH", 100),
        ("  Nordwind ", "nordwind", 100),
        ("Hôtel Durand Évry", "HOTEL DURAND EVRY", 100),  # banks drop accents
        ("Fahrradhaus Groß", "FAHRRADHAUS GROSS", 100),
        ("Hotel Evry", "Hôtel Évry", 100),
    ],
)
def test_examples(name, text, percent):
    assert nearness(name, text) == percent


def test_of_equally_long_pieces_the_first_in_the_name_counts():
    assert longest_common("ABCDxWXYZ", "WXYZ ABCD") == "ABCD"


words = st.text(alphabet="abAB ", max_size=24)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(words, words)
def test_equal_to_the_definition(name, text):
    assert nearness(name, text) == naive.nearness(name, text)
