"""Which database server to use, and whether it will do."""

import json
import os
import subprocess
import sys
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import psycopg

from arcore.launch.checkout import Checkout
from arcore.launch.refusal import LaunchRefused

OLDEST = 15  # major version: nulls not distinct, merge, builtin guards that we rely on


class ExternalDatabase:
    """The server that DATABASE_URL names; it is checked and otherwise left alone."""

    def __init__(self, url: str) -> None:
        self.url = url

    def __enter__(self) -> Self:
        """Refuse a server that is no PostgreSQL, cannot be reached or is too old."""
        if not urlsplit(self.url).scheme.startswith("postgres"):
            raise LaunchRefused(
                "DATABASE_URL does not name a PostgreSQL database. Write it like "
                "postgresql://user:password@host:5432/arcore, or unset it to use the "
                "embedded server."
            )
        try:
            with psycopg.connect(self.url, connect_timeout=10) as session:
                refuse_old_server(session.info.server_version)
        except psycopg.Error as trouble:
            raise LaunchRefused(
                "The database that DATABASE_URL names cannot be opened. Check host, port, name "
                "and password, that the server runs and that the database was created.",
                str(trouble),
            ) from None
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to leave behind."""

    def is_kept(self) -> bool:
        """Somebody else keeps this server running."""
        return True


def refuse_old_server(version: int) -> None:
    """Refuse a server below OLDEST; version as libpq counts it, 150004 for 15.4."""
    if version < OLDEST * 10_000:
        raise LaunchRefused(
            f"DATABASE_URL names a PostgreSQL {version // 10_000} server and arcore needs "
            f"{OLDEST} or newer. Upgrade the server, name another one, or unset DATABASE_URL "
            "to use the embedded server."
        )


class EmbeddedDatabase:
    """The server of this checkout, held by a keeper process until this command ends."""

    def __init__(self, checkout: Checkout) -> None:
        self.checkout = checkout
        self.keeper: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        """Start the keeper and wait until it says that the server is ready."""
        self.keeper = subprocess.Popen(
            [sys.executable, "-m", "arcore.launch.postgres.keeper"],
            cwd=self.checkout.root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            answer = json.loads(self.keeper.stdout.readline() or "{}")  # type: ignore[union-attr]
            if "url" not in answer:
                text = answer.get("text", "The embedded database ended while it was starting.")
                raise LaunchRefused(text, answer.get("detail", ""))
        except BaseException:
            self.leave()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.leave()

    def leave(self) -> None:
        """Close the pipe; the keeper stops the server unless another command uses it."""
        if self.keeper:
            self.keeper.communicate()

    def is_kept(self) -> bool:
        """Whether the keeper still watches over the server."""
        return self.keeper is not None and self.keeper.poll() is None


def choose_database(checkout: Checkout) -> ExternalDatabase | EmbeddedDatabase:
    """The server that DATABASE_URL names, else the embedded one."""
    url = os.environ.get("DATABASE_URL", "").strip()
    return ExternalDatabase(url) if url else EmbeddedDatabase(checkout)
