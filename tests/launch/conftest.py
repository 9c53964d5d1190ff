"""Checkouts of their own, in a path with a space, with nothing left of them afterwards."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from arcore.launch.checkout import Checkout
from arcore.launch.postgres.home import folders
from arcore.launch.postgres.share import Share

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(monkeypatch) -> Iterator[Checkout]:
    """The code of this checkout with a state folder of its own."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    base = Path(tempfile.mkdtemp(prefix="arcore with space "))
    base.chmod(0o755)
    state = base / "state"
    monkeypatch.setenv("ARCORE_STATE_DIR", str(state))
    made = Checkout(ROOT, state)
    made.make_state()
    yield made
    share = Share(made)
    share.leave()
    assert share.server.pid() is None
    for folder in folders(made):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(base)
