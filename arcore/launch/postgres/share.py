"""Several commands use one server at the same time; the last one out stops it.

Each holds a shared lock on one file while it uses the server. The kernel drops the lock of a
process that dies, so there is no count that could be wrong.
"""

import fcntl
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from arcore.launch.checkout import Checkout
from arcore.launch.kept_secret import write_secret
from arcore.launch.locked import locked, open_lock
from arcore.launch.postgres.binaries import find_programs
from arcore.launch.postgres.home import find_home, socket_folder
from arcore.launch.postgres.server import DATABASE, Server


class Share:
    """One command's use of the embedded server; the server runs from enter to leave."""

    def __init__(self, checkout: Checkout) -> None:
        self.checkout = checkout
        self.users = open_lock(checkout.state / "database-users.lock")
        self.server = self.find_server()

    def find_server(self) -> Server:
        """The server of this checkout, running or not."""
        with locked(self.starting):
            home = find_home(self.checkout)
            return Server(home, find_programs(home), socket_folder(home))

    @property
    def starting(self) -> Path:
        return self.checkout.state / "database-start.lock"

    def __enter__(self) -> Self:
        """Wait while the server is being stopped, then see to it that it runs."""
        fcntl.flock(self.users, fcntl.LOCK_SH)
        try:
            self.ensure_running()
        except BaseException:
            self.leave()
            raise
        return self

    def ensure_running(self) -> None:
        """Start the server if it is down and let settings.py know its address."""
        with locked(self.starting):
            socket_folder(self.server.home)
            self.server.ensure_running()
            ensure_database(self.server.url)
            write_secret(self.checkout.state / "database-url", self.server.url)

    def is_unused(self) -> bool:
        """Take the lock alone; False, and no lock at all, while another command holds it."""
        try:
            fcntl.flock(self.users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.leave()

    def leave(self) -> None:
        """Stop the server unless another command uses it."""
        if self.is_unused():
            self.server.stop()
        self.users.close()


def ensure_database(url: str) -> None:
    """Make the company's database if it is missing."""
    with psycopg.connect(
        url, dbname="postgres", autocommit=True, connect_timeout=20
    ) as session:
        if not session.execute(
            "select 1 from pg_database where datname = %s", [DATABASE]
        ).fetchone():
            session.execute(f"create database {DATABASE}")  # a constant of ours
