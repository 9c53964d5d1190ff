"""The demo company in its smallest size, loaded once for all its tests and rolled back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from arcore.company.models import User
from arcore.desk.demo import load_demo

TODAY = date(2026, 3, 18)
SMALL = 0.02


@dataclass(frozen=True)
class Loaded:
    """The day it was made for, its accountant and its statement files by name."""

    today: date
    accountant: User
    files: dict[str, Path]


@contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction, or a savepoint, of which nothing stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def loaded_once(made_database, django_db_blocker, tmp_path_factory) -> Iterator[Loaded]:
    kept, settings.STATE_DIR = settings.STATE_DIR, tmp_path_factory.mktemp("state")
    try:
        with django_db_blocker.unblock(), rolled_back():
            made = load_demo(TODAY, scale=SMALL)
            files = {path.name: path for path in made.files}
            yield Loaded(TODAY, User.objects.get(username="andre"), files)
    finally:
        settings.STATE_DIR = kept


@pytest.fixture
def demo(loaded_once: Loaded) -> Iterator[Loaded]:
    """The loaded company; what a test changes is taken back after it."""
    with rolled_back():
        yield loaded_once
