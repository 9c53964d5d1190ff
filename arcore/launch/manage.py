"""`run.py manage …`: Django's command line with the database running."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from arcore.launch.checkout import Checkout
from arcore.launch.children import die_with
from arcore.launch.database import choose_database
from arcore.launch.stop_signals import Stopped


def manage(checkout: Checkout, words: Sequence[str]) -> int:
    """Pass the words to manage.py and return its exit code."""
    with choose_database(checkout):
        return run_in_front([sys.executable, str(checkout.root / "manage.py"), *words])


def run_in_front(command: Sequence[str], folder: Path | None = None) -> int:
    """Run a command on this terminal, in the current folder unless one is named.

    Ctrl-C is its own to answer, SIGTERM is passed on. Returns its exit code,
    128 and the signal's number where a signal ended it.
    """
    parent = os.getpid()
    before = signal.signal(signal.SIGINT, lambda *_: None)
    process = subprocess.Popen(list(command), cwd=folder, preexec_fn=lambda: die_with(parent))
    try:
        code = process.wait()
    except Stopped:
        process.terminate()
        process.wait()
        raise
    finally:
        signal.signal(signal.SIGINT, before)
    return code if code >= 0 else 128 - code
