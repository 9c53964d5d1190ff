"""Make, start, ask and stop one embedded server."""

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from arcore.launch.disk import disk_full, is_disk_full
from arcore.launch.kept_secret import kept_secret
from arcore.launch.postgres.configuration import write_configuration
from arcore.launch.postgres.home import Home
from arcore.launch.refusal import LaunchRefused

ROLE = DATABASE = "arcore"
PATIENCE_S = 20.0  # the first start after a crash may find the old one's memory still there
LOG_LIMIT_BYTES = 10_000_000


@dataclass(frozen=True)
class Server:
    """A server on a unix socket; programs is the folder of initdb and pg_ctl."""

    home: Home
    programs: Path
    socket: Path

    @property
    def url(self) -> str:
        """How to reach the company's database, password included."""
        password = kept_secret(self.home.password)
        return f"postgresql://{ROLE}:{password}@{quote(str(self.socket), safe='')}/{DATABASE}"

    def ensure_running(self) -> None:
        """Make the data if there are none and start; a running server is left alone.

        Raises LaunchRefused with the end of the server's log when it will not start.
        """
        if not self.home.data.exists():
            self.make_data()
        self.refuse_other_version()
        if self.pid() is None:
            self.start()

    def make_data(self) -> None:
        """Lay the data out beside their place and move them there whole."""
        draft = self.home.folder / "data-draft"
        shutil.rmtree(draft, ignore_errors=True)
        kept_secret(self.home.password)
        command = [str(self.programs / "initdb"), "-D", str(draft), "-U", ROLE]
        command += ["--auth=scram-sha-256", f"--pwfile={self.home.password}"]
        command += ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command += ["--locale=C", "--no-instructions"]
        done = self.home.account.run(command)
        if done.returncode:
            raise self.failure("The embedded database could not be made.", done.stdout)
        draft.rename(self.home.data)

    def refuse_other_version(self) -> None:
        """Refuse data that another major version of PostgreSQL wrote."""
        written_by = (self.home.data / "PG_VERSION").read_text().strip()
        version = self.home.account.run([str(self.programs / "postgres"), "--version"]).stdout
        if version.split()[-1].split(".")[0] != written_by:
            raise LaunchRefused(
                f"The data in {self.home.data} were written by PostgreSQL {written_by}, and "
                f"the installed one is {version.split()[-1]}. Dump them with the old release "
                "and restore them, or delete them with: python3 run.py --reset"
            )

    def start(self) -> None:
        """Start and wait until the server answers, trying again for PATIENCE_S."""
        write_configuration(self.home, self.socket)
        if self.home.log.exists() and self.home.log.stat().st_size > LOG_LIMIT_BYTES:
            self.home.log.replace(self.home.log.with_suffix(".log.1"))
        deadline = time.monotonic() + PATIENCE_S
        while True:
            self.drop_stale_locks()
            size = self.home.log.stat().st_size if self.home.log.exists() else 0
            done = self.pg_ctl("-l", str(self.home.log), "-w", "-t", "120", "start")
            if done == 0 or self.pid() is not None:
                return
            if time.monotonic() > deadline:
                with self.home.log.open(errors="replace") as log:
                    log.seek(size)
                    raise self.failure("The embedded database does not start.", log.read())
            time.sleep(0.5)

    def stop(self) -> None:
        """Stop at once, rolling back what is open; take the socket's folder away."""
        if self.pid() is not None:
            self.pg_ctl("-m", "fast", "-w", "-t", "60", "stop")
        shutil.rmtree(self.socket, ignore_errors=True)

    def pg_ctl(self, *words: str) -> int:
        """Run pg_ctl on these data and return its exit code."""
        command = [str(self.programs / "pg_ctl"), "-D", str(self.home.data), "-s", *words]
        return self.home.account.run(command).returncode

    def pid(self) -> int | None:
        """The number of the running server's process; None when it is down."""
        try:
            number = int((self.home.data / "postmaster.pid").read_text().split("\n")[0])
            os.kill(number, 0)
        except (FileNotFoundError, ValueError, ProcessLookupError):
            return None
        except PermissionError:
            return number
        return number if self.is_ours(number) else None

    def is_ours(self, number: int) -> bool:
        """Whether the process serves these data; a number is soon given to another process."""
        try:
            line = Path(f"/proc/{number}/cmdline").read_bytes()
            state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return not Path("/proc/self").exists()
        return os.fsencode(self.home.data) in line and state != "Z"

    def drop_stale_locks(self) -> None:
        """Remove a dead server's lock files; PostgreSQL trusts the process number alone."""
        if self.pid() is None:
            for lock in [self.home.data / "postmaster.pid", *self.socket.glob(".s.PGSQL.*")]:
                lock.unlink(missing_ok=True)

    def failure(self, text: str, detail: str) -> LaunchRefused:
        """Why the server would not: the disk if it is full, else its own words."""
        if is_disk_full(detail):
            return disk_full(self.home.folder)
        return LaunchRefused(
            f"{text} The lines above say why; the log is {self.home.log}.", detail
        )
