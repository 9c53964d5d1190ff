import pytest

from arcore.launch.database import (
    EmbeddedDatabase,
    ExternalDatabase,
    choose_database,
    refuse_old_server,
)
from arcore.launch.refusal import LaunchRefused


@pytest.mark.parametrize("version", [150000, 150004, 180006])
def test_a_server_from_15_on_will_do(version):
    refuse_old_server(version)


@pytest.mark.parametrize(("version", "named"), [(149999, "14"), (90624, "9")])
def test_an_older_server_is_refused_by_its_version(version, named):
    with pytest.raises(LaunchRefused, match=f"PostgreSQL {named} server and arcore needs 15"):
        refuse_old_server(version)


def test_another_kind_of_database_is_refused():
    with (
        pytest.raises(LaunchRefused, match="does not name a PostgreSQL database"),
        ExternalDatabase("sqlite:///books.db"),
    ):
        pass


def test_a_server_that_does_not_answer_is_told_with_its_own_words():
    with (
        pytest.raises(LaunchRefused, match="cannot be opened") as caught,
        ExternalDatabase("postgresql://anna@127.0.0.1:1/arcore"),
    ):
        pass
    assert "127.0.0.1" in caught.value.detail


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("postgresql://db/arcore", ExternalDatabase),
        ("", EmbeddedDatabase),
        (" ", EmbeddedDatabase),
    ],
)
def test_database_url_decides(checkout, monkeypatch, url, kind):
    monkeypatch.setenv("DATABASE_URL", url)
    assert isinstance(choose_database(checkout), kind)
