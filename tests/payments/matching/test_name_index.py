"""The filters before nearness lose no name."""

from hypothesis import given, settings
from hypothesis import strategies as st

from payments.matching import name_index
from payments.matching.name_index import NameIndex, stands_alone
from payments.matching.nearness import near

names = st.lists(st.text(alphabet="abcd ", max_size=45), max_size=40)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(names, st.text(alphabet="abcd ", max_size=60), st.sampled_from([0, 24]))
def test_finds_every_near_name(names, text, few):
    before, name_index.FEW = name_index.FEW, few
    try:
        found = NameIndex(names).near(text)
    finally:
        name_index.FEW = before
    text = text.strip().upper()
    expected = []
    for i, name in enumerate(names):
        name = name.strip().upper()
        alone = 100 if stands_alone(name, text) else 0
        percent = alone if 0 < len(name) < 4 else near(name, text)
        if percent >= 95:
            expected.append((i, percent))
    assert found == expected


@settings(max_examples=200, deadline=None, derandomize=True)
@given(names)
def test_unique_means_that_no_other_name_contains_it(names):
    index = NameIndex(names)
    plain = [name.strip().upper() for name in names]
    for i, name in enumerate(plain):
        assert index.is_unique(i) == (sum(name in other for other in plain) == 1)


def test_a_short_name_matches_as_a_whole_word():
    index = NameIndex(["IBM", "Axa"])
    assert index.near("ibm france") == [(0, 100)]
    assert index.near("ibmx taxa") == []


def test_no_names_at_all():
    assert NameIndex([]).near("anything") == []
