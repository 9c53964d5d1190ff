import subprocess
import sys
import time
from collections.abc import Callable

from arcore.launch.postgres.share import Share
from tests.launch.conftest import ROOT

COMMAND = """
import time
from arcore.launch.checkout import Checkout
from arcore.launch.database import EmbeddedDatabase
with EmbeddedDatabase(Checkout.here()):
    print("ready", flush=True)
    time.sleep(600)
"""


def start_command() -> subprocess.Popen[str]:
    """A command of run.py that uses the embedded server until it is killed."""
    command = subprocess.Popen(
        [sys.executable, "-c", COMMAND], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert command.stdout
    assert command.stdout.readline() == "ready\n"
    return command


def in_time(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 90
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()


def test_the_last_one_out_stops_the_server(checkout):
    with Share(checkout) as first:
        with Share(checkout) as second:
            assert first.server.pid() == second.server.pid()
        assert first.server.pid() is not None
    assert first.server.pid() is None


def test_a_command_that_is_killed_leaves_no_server_behind(checkout):
    command = start_command()
    server = Share(checkout).server
    assert server.pid() is not None
    command.kill()
    command.wait()
    assert in_time(lambda: server.pid() is None)
    assert in_time(lambda: not server.socket.exists())


def test_a_killed_command_does_not_take_the_server_from_another(checkout):
    killed, other = start_command(), start_command()
    server = Share(checkout).server
    running = server.pid()
    killed.kill()
    killed.wait()
    time.sleep(1)
    assert server.pid() == running
    other.kill()
    other.wait()
    assert in_time(lambda: server.pid() is None)


def test_a_crashed_server_is_started_again_under_the_command(checkout):
    command = start_command()
    server = Share(checkout).server
    crashed = server.pid()
    subprocess.run(["kill", "-9", str(crashed)], check=True)
    assert in_time(lambda: server.pid() not in (None, crashed))
    command.kill()
    command.wait()
    assert in_time(lambda: server.pid() is None)
