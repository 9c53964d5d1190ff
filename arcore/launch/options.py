"""The command line of run.py."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """What was asked; rest belongs to pytest or to manage.py."""

    command: str = "serve"
    rest: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8000
    demo: bool = True
    reset: bool = False
    sure: bool = False


def port_number(text: str) -> int:
    """A TCP port that may be listened on, 1 to 65535."""
    port = int(text)
    if not 1 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{port} is not a port; take one from 1 to 65535")
    return port


def serve_parser() -> argparse.ArgumentParser:
    """The parser of everything but `test` and `manage`, whose arguments pass through."""
    parser = argparse.ArgumentParser(
        prog="run.py",
        description="Start arcore with its job worker and, unless DATABASE_URL names a server, "
        "an embedded PostgreSQL.",
        epilog="Two more commands: `run.py test [pytest arguments]` runs every check and the "
        "suite; `run.py manage COMMAND` reaches Django's command line.",
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (%(default)s)"
    )
    parser.add_argument("--port", type=port_number, default=8000, help="port (%(default)s)")
    parser.add_argument(
        "--no-demo", dest="demo", action="store_false", help="start a new database empty"
    )
    parser.add_argument(
        "--reset", action="store_true", help="first delete the embedded database, after asking"
    )
    parser.add_argument(
        "--yes", dest="sure", action="store_true", help="answer --reset's question with yes"
    )
    return parser


def read_options(arguments: Sequence[str]) -> Options:
    """The options; prints usage and exits with 2 when they cannot be read."""
    if arguments and arguments[0] in {"test", "manage"}:
        return Options(command=arguments[0], rest=tuple(arguments[1:]))
    return Options(**vars(serve_parser().parse_args(list(arguments))))
