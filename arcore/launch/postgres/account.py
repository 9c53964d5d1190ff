"""Whom the embedded server runs as: PostgreSQL refuses root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from arcore.launch.refusal import LaunchRefused


@dataclass(frozen=True)
class Account:
    """A system account; its commands run in the root folder with a bare environment."""

    name: str
    uid: int
    gid: int

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Run the command as this account; its exit code and what it printed come back."""
        is_me = self.uid == os.geteuid()
        return subprocess.run(
            command,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            user=None if is_me else self.uid,
            group=None if is_me else self.gid,
            extra_groups=None if is_me else [],
        )

    def may_write(self, folder: Path) -> bool:
        """Whether this account can reach the folder and write in it."""
        test = 'cd "$1" && test -w .'
        return self.run(["/bin/sh", "-c", test, "sh", str(folder)]).returncode == 0

    def may_start(self, program: Path) -> bool:
        """Whether this account can run the program where it lies."""
        try:
            return self.run([str(program), "--version"]).returncode == 0
        except OSError:
            return False

    def own(self, path: Path) -> None:
        """Give the file or folder to this account."""
        if path.stat().st_uid != self.uid:
            os.chown(path, self.uid, self.gid)


def account_for(data: Path) -> Account:
    """The account of existing data if root asks, `nobody` for new ones; else who asks.

    Refuses data of another ordinary account.
    """
    me = os.geteuid()
    owner = data.stat().st_uid if data.exists() else None
    if me == 0:
        return by_uid(owner) if owner else nobody()
    if owner not in (None, me):
        raise LaunchRefused(
            f"The database in {data} belongs to the account {by_uid(owner).name}. Start arcore "
            "with that account or as root, or start it from a clone of your own."
        )
    return by_uid(me)


def by_uid(uid: int) -> Account:
    """The account of this number, also where the number has no name."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return Account(str(uid), uid, os.getegid())
    return Account(entry.pw_name, uid, entry.pw_gid)


def nobody() -> Account:
    """The account without rights that a root start lends to the server."""
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        raise LaunchRefused(
            "PostgreSQL does not run as root, and this system has no account `nobody` to run "
            "it instead. Start arcore with an ordinary account, or set DATABASE_URL."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
