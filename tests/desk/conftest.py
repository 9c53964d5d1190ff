"""Every test begins and ends in English, whatever language its people speak."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """The language of the last request would otherwise stay on."""
    with translation.override("en"):
        yield
