import pytest

from arcore.launch.postgres.share import Share
from arcore.launch.refusal import LaunchRefused
from arcore.launch.reset import reset


@pytest.fixture
def data(checkout):
    """The folder of a database that was made and is not running."""
    with Share(checkout) as share:
        return share.server.home.folder


@pytest.mark.parametrize("answer", ["", "n", "no", "yess", "Y e s"])
def test_anything_but_yes_keeps_the_data(checkout, data, monkeypatch, answer):
    monkeypatch.setattr("builtins.input", lambda question: answer)
    with pytest.raises(LaunchRefused, match="Nothing was deleted"):
        reset(checkout, sure=False)
    assert (data / "data" / "PG_VERSION").exists()


def test_no_terminal_is_no(checkout, data, monkeypatch):
    def no_terminal(question):
        raise EOFError

    monkeypatch.setattr("builtins.input", no_terminal)
    with pytest.raises(LaunchRefused, match="Nothing was deleted"):
        reset(checkout, sure=False)


def test_yes_deletes_the_data_and_the_next_start_makes_new_ones(checkout, data, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda question: "y")
    reset(checkout, sure=False)
    assert not data.exists()
    with Share(checkout) as share:
        assert share.server.pid() is not None


def test_data_in_use_are_not_deleted(checkout):
    with Share(checkout) as share:
        with pytest.raises(LaunchRefused, match="in use"):
            reset(checkout, sure=True)
        assert share.server.pid() is not None


def test_another_server_is_not_touched(checkout, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/arcore")
    with pytest.raises(LaunchRefused, match="embedded database only"):
        reset(checkout, sure=True)
