"""A company with open invoices, committed, so that the browser's server sees it."""

import pytest

from tests.builders import House
from tests.journeys.scene import Morning, morning


@pytest.fixture
def today_in(committed_house: House) -> Morning:
    """The morning's open invoices and the bank's file."""
    return morning(committed_house)
