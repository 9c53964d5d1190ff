"""The company's French holds no sentence that nobody says any more."""

from tests.test_french import catalogue, used


def test_no_french_is_left_over(tmp_path):
    said = used("arcore/company", tmp_path)
    assert sorted(key[0] for key in catalogue("arcore/company").keys() - said) == []
