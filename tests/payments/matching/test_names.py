"""The three ways to compare names."""

import pytest

from payments.matching.names import NameMatcher, matches


@pytest.mark.parametrize(
    ("mode", "name", "text", "percent"),
    [
        ("nearness", "Fjordline Marine AS", "fjordline marine", 100),
        ("nearness", "Meier Hans", "Hans Meier", 0),
        ("nearness", "IBM", "IBM FRANCE", 100),
        ("nearness", "IBM", "IBMX", 0),
        ("permutations", "Hans Meier", "from Meier Hans today", 100),
        ("permutations", "Hans Meier", "from MEIER HANS", 0),
        ("permutations", "Hans Peter Meier", "Peter Meier Hans", 100),
        ("permutations", "IBM", "to IBM", 100),
        ("disabled", "Hans Meier", "Hans Meier", 0),
        ("nearness", " ", "Hans Meier", 0),
    ],
)
def test_modes(mode, name, text, percent):
    assert matches(mode, name, text) == percent
    hits = NameMatcher([name, "Somebody Else"], mode).hits(text)
    assert [(hit.position, hit.percent) for hit in hits] == ([(0, percent)] if percent else [])


def test_a_name_that_another_contains_is_not_unique():
    hits = NameMatcher(["Nordwind", "Nordwind Handel"], "nearness").hits("NORDWIND HANDEL")
    assert [(hit.position, hit.is_unique) for hit in hits] == [(0, False), (1, True)]
