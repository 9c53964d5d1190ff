"""The road of `run.py`: options, environment, then the command.

It is walked twice: first by the Python that the user called, on the standard library, until
the private environment stands; then, as the same process, by the environment's own Python.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from arcore.launch.checkout import Checkout
from arcore.launch.disk import FIRST_START_MIB, disk_full, is_disk_full, refuse_full_disk
from arcore.launch.environment import ensure_environment
from arcore.launch.options import Options, read_options
from arcore.launch.port import refuse_taken_port
from arcore.launch.refusal import LaunchRefused
from arcore.launch.stop_signals import Stopped, stop_on_signals


def start(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for; 0 when it ended well or was stopped while serving."""
    options = read_options(arguments)
    checkout = Checkout.here()
    stop_on_signals()
    try:
        return walk(checkout, options, arguments)
    except Stopped as stopped:
        return 0 if options.command == "serve" else 128 + stopped.number
    except LaunchRefused as refusal:
        print(refusal.paragraph(), file=sys.stderr, flush=True)
    except OSError as trouble:
        told = refusal_for(trouble, checkout)
        if told is None:
            raise
        print(told.paragraph(), file=sys.stderr, flush=True)
    return 1


def refusal_for(trouble: OSError, checkout: Checkout) -> LaunchRefused | None:
    """What the system refused, in a paragraph; None for what nobody foresaw."""
    if is_disk_full(trouble):
        return disk_full(checkout.root)
    if isinstance(trouble, PermissionError):
        return LaunchRefused(
            f"This account may not use {trouble.filename or 'a file'}, which another account "
            "made. Start arcore with that account, or from a clone of your own."
        )
    return None


def walk(checkout: Checkout, options: Options, arguments: Sequence[str]) -> int:
    """The road itself."""
    if options.command == "serve":
        refuse_taken_port(options.host, options.port)
    if not checkout.python.exists():
        refuse_full_disk(checkout.root, FIRST_START_MIB)
    make_state(checkout)
    ensure_environment(checkout, with_tools=options.command == "test")
    if Path(sys.prefix).resolve() != checkout.venv.resolve():
        python = str(checkout.python)
        os.execv(python, [python, str(checkout.root / "run.py"), *arguments])
    return run_command(checkout, options)


def make_state(checkout: Checkout) -> None:
    """Make the state folder; refuse a checkout that may not be written."""
    try:
        checkout.make_state()
    except PermissionError:
        may_write = False
    else:
        may_write = os.access(checkout.state, os.W_OK | os.X_OK)
    if not may_write:
        raise LaunchRefused(
            f"This account may not write in {checkout.state.parent}. Start arcore from a clone "
            "of your own, or set ARCORE_STATE_DIR to a folder that you may write."
        )


def run_command(checkout: Checkout, options: Options) -> int:
    """Serve, test or manage, with the environment's packages at hand."""
    from arcore.launch.catalogues import compile_catalogues
    from arcore.launch.kept_secret import kept_secret

    kept_secret(checkout.state / "secret-key")
    compile_catalogues(checkout.root)
    if options.command == "test":
        from arcore.launch.checks import check

        return check(checkout, options.rest)
    if options.command == "manage":
        from arcore.launch.manage import manage

        return manage(checkout, options.rest)
    from arcore.launch.serve import serve

    return serve(checkout, options)
