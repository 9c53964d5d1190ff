"""A small company to post in: built by `tests.builders.build_house`."""

import pytest

from tests.builders import House, build_house


@pytest.fixture
def house(db) -> House:
    """The company, inside the test's transaction."""
    return build_house()


@pytest.fixture
def committed_house(own_database) -> House:
    """The company, committed to a database of the test's own."""
    return build_house()
