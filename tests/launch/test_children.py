import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from arcore.launch.children import Child, stop_all
from tests.launch.conftest import ROOT

STUBBORN = """
import signal, sys, time
from pathlib import Path
signal.signal(15, signal.SIG_IGN)
Path(sys.argv[1]).touch()
time.sleep(600)
"""
PARENT = """
import os, sys, time
from pathlib import Path
from arcore.launch.children import Child
child = Child("sleeper", ["sleep", "600"], Path("/"), os.environ)
child.start()
print(child.process.pid, flush=True)
time.sleep(600)
"""


def child(*command: str) -> Child:
    made = Child("part", command, Path("/"), os.environ)
    made.start()
    return made


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def is_gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def test_children_end_when_asked():
    first, second = child("sleep", "600"), child("sleep", "600")
    assert first.exit_code() is None
    stop_all([first, second])
    assert (first.exit_code(), second.exit_code()) == (-signal.SIGTERM, -signal.SIGTERM)


def test_a_child_that_does_not_listen_is_ended_with_its_offspring(tmp_path):
    deaf = tmp_path / "deaf"
    stubborn = child(sys.executable, "-c", STUBBORN, str(deaf))
    wait_until(deaf.exists)
    stop_all([stubborn], grace_s=0.2)
    assert stubborn.exit_code() == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of the death")
def test_a_child_ends_when_its_parent_is_killed():
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    orphan = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    wait_until(lambda: is_gone(orphan))


def test_starts_are_counted_over_a_time():
    part = child("true")
    part.start()
    assert part.starts_within(60) == 2
    assert part.starts_within(0) == 0
    stop_all([part])
