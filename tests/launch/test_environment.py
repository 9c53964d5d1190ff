import importlib.util

import pytest

from arcore.launch.checkout import Checkout
from arcore.launch.environment import is_current, make_venv, run, stamp, wanted
from arcore.launch.refusal import LaunchRefused


@pytest.fixture
def bare(tmp_path) -> Checkout:
    """A checkout with a lock file and nothing installed."""
    (tmp_path / "uv.lock").write_text("version = 1")
    return Checkout(tmp_path, tmp_path / ".arcore")


def installed(checkout: Checkout, *, with_tools: bool) -> None:
    checkout.python.parent.mkdir(parents=True)
    checkout.python.touch()
    stamp(checkout).write_text(wanted(checkout, with_tools=with_tools))


@pytest.mark.parametrize(
    ("have_tools", "want_tools", "current"),
    [(False, False, True), (True, False, True), (True, True, True), (False, True, False)],
)
def test_tools_are_installed_when_the_suite_wants_them(bare, have_tools, want_tools, current):
    installed(bare, with_tools=have_tools)
    assert is_current(bare, want_tools) is current


def test_a_changed_lock_file_asks_for_an_update(bare):
    installed(bare, with_tools=True)
    (bare.root / "uv.lock").write_text("version = 2")
    assert not is_current(bare, with_tools=False)


def test_nothing_installed_is_not_current(bare):
    assert not is_current(bare, with_tools=False)


def test_a_python_without_venv_is_told_what_to_install(bare, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(LaunchRefused, match="apt install python3-venv"):
        make_venv(bare)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("error: client error (Connect)", "needs the network"),
        ("ERROR: No matching distribution found for uv", "needs the network"),
        ("write: No space left on device", "disk is full"),
        ("something else", "lines above"),
    ],
)
def test_a_failed_step_is_told_in_plain_words(bare, words, told):
    with pytest.raises(LaunchRefused, match=told):
        run(["sh", "-c", f"echo '{words}'; exit 1"], bare)


def test_the_lock_file_names_the_public_index_alone():
    lock = (Checkout.here().root / "uv.lock").read_text()
    hosts = {line.split("/")[2] for line in lock.split('"') if line.startswith("http")}
    assert hosts == {"pypi.org", "files.pythonhosted.org"}


def test_a_step_that_works_is_quiet(bare, capfd):
    run(["echo", "many words"], bare)
    assert capfd.readouterr() == ("", "")
