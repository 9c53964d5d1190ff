"""Pages in tests: static files straight from their folders, a cheap password hash, in English.

The company's name is known throughout: pages keep it for a minute, and a test that counts
statements must not depend on when that minute ends.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation

from arcore.ui.context import COMPANY_NAME_KEY


def pytest_configure() -> None:
    """The production storage wants collected files; tests serve what lies in the tree."""
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def company_name_is_known() -> None:
    """No page asks for it, whichever test ran before and however long ago."""
    cache.set(COMPANY_NAME_KEY, "Arcadia Trading", timeout=None)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Every test begins in English: the language of the last request would stay on."""
    with translation.override("en"):
        yield
