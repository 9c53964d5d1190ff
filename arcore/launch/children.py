"""Processes that end with their parent, and never outlive a stop."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

GRACE_S = 15.0
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with(parent: int) -> None:
    """In a new child: let Linux end it when the parent dies or is dead by now."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)


@dataclass
class Child:
    """A long-running part of arcore; Ctrl-C reaches run.py only, which then ends the child."""

    name: str
    command: Sequence[str]
    folder: Path
    surroundings: Mapping[str, str]
    starts: list[float] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it in a session of its own."""
        parent = os.getpid()
        self.starts.append(time.monotonic())
        self.process = subprocess.Popen(
            list(self.command),
            cwd=self.folder,
            env=dict(self.surroundings),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=lambda: die_with(parent),
        )

    def exit_code(self) -> int | None:
        """How it ended; None while it runs or before it started."""
        return self.process.poll() if self.process else None

    def starts_within(self, seconds: float) -> int:
        """How often it was started lately."""
        return sum(moment > time.monotonic() - seconds for moment in self.starts)


def stop_all(children: Sequence[Child], grace_s: float = GRACE_S) -> None:
    """Ask all to end at the same time; end what has not after grace_s, offspring included."""
    started = [child.process for child in children if child.process]
    for process in started:
        process.terminate()
    deadline = time.monotonic() + grace_s
    for process in started:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(deadline - time.monotonic(), 0.1))
        end_group(process.pid)
        process.wait()


def end_group(leader: int) -> None:
    """End whatever is left of a child's session."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
