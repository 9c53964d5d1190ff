import os
import signal
import stat
from typing import Any

import psycopg
import pytest

from arcore.launch.postgres.share import Share
from arcore.launch.refusal import LaunchRefused


def ask(server, question: str) -> Any:
    with psycopg.connect(server.url, autocommit=True) as session:
        answer = session.execute(question)
        return next(answer)[0] if answer.description else None


def test_a_server_starts_in_a_path_with_a_space_and_is_set_up_for_books(checkout):
    with Share(checkout) as share:
        assert " " in str(share.server.home.folder)
        assert ask(share.server, "show server_encoding") == "UTF8"
        assert ask(share.server, "show fsync") == "on"
        assert ask(share.server, "show listen_addresses") == ""
        assert int(ask(share.server, "show max_connections")) >= 100
        assert (
            ask(
                share.server,
                "select datlocprovider::text || datlocale from pg_database "
                "where datname = current_database()",
            )
            == "bC.UTF-8"
        )


def test_the_server_is_out_of_other_peoples_reach(checkout):
    with Share(checkout) as share:
        assert stat.S_IMODE(share.server.socket.stat().st_mode) == 0o700
        assert stat.S_IMODE(share.server.home.password.stat().st_mode) == 0o600
        assert stat.S_IMODE((checkout.state / "database-url").stat().st_mode) == 0o600
        owner = os.stat(f"/proc/{share.server.pid()}").st_uid
        assert owner != 0
        password = share.server.home.password.read_text().strip()
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(share.server.url.replace(password, "guessed"))


def test_data_survive_a_stop_and_a_second_start(checkout):
    with Share(checkout) as share:
        ask(share.server, "create table kept as select 7 as n")
        first = share.server.pid()
    assert share.server.pid() is None
    assert not share.server.socket.exists()
    with Share(checkout) as share:
        assert ask(share.server, "select n from kept") == 7
        assert share.server.pid() != first


def test_a_running_server_is_left_alone(checkout):
    with Share(checkout) as share:
        running = share.server.pid()
        share.server.ensure_running()
        assert share.server.pid() == running


def test_a_killed_server_starts_again_with_everything_committed(checkout):
    with Share(checkout) as share:
        ask(share.server, "create table kept as select 7 as n")
        running = share.server.pid()
        assert running is not None
        os.kill(running, signal.SIGKILL)
        while share.server.pid() is not None:
            continue
        share.ensure_running()
        assert ask(share.server, "select n from kept") == 7


def test_the_number_of_a_dead_server_may_belong_to_another_process_by_now(checkout):
    with Share(checkout) as share:
        lock = (share.server.home.data / "postmaster.pid").read_text().split("\n", 1)[1]
    stale = share.server.home.data / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{lock}")
    share.server.home.account.own(stale)
    assert share.server.pid() is None
    with Share(checkout) as share:
        assert share.server.pid() not in (None, os.getpid())


def test_data_of_another_version_are_refused_with_the_way_out(checkout):
    with Share(checkout) as share:
        version = share.server.home.data / "PG_VERSION"
    known = version.read_text()
    version.write_text("14\n")
    with (
        pytest.raises(LaunchRefused, match=r"written by PostgreSQL 14.*--reset"),
        Share(checkout),
    ):
        pass
    version.write_text(known)


def test_a_server_that_cannot_start_says_why(checkout, monkeypatch):
    monkeypatch.setattr("arcore.launch.postgres.server.PATIENCE_S", 0.0)
    with Share(checkout) as share:
        settings = share.server.home.data / "postgresql.conf"
    kept = settings.read_text()
    settings.write_text(kept + "shared_buffers = nonsense\n")
    with pytest.raises(LaunchRefused, match="does not start") as caught, Share(checkout):
        pass
    assert "nonsense" in caught.value.detail
    settings.write_text(kept)
