"""`run.py test`: every check and the whole suite; all run, failures are summed up last."""

import sys
import time
from collections.abc import Sequence

from arcore.launch.checkout import Checkout
from arcore.launch.database import choose_database
from arcore.launch.manage import run_in_front

CONTRACTS = (
    "import sys; from importlinter.cli import lint_imports_command as check; sys.exit(check())"
)


def steps(checkout: Checkout, pytest_words: Sequence[str]) -> dict[str, list[str]]:
    """The checks in order, each by its name."""
    python = sys.executable
    return {
        "format": [python, "-m", "ruff", "format", "--check", "."],
        "lint": [python, "-m", "ruff", "check", "."],
        "import contracts": [python, "-c", CONTRACTS],
        "types": [python, "-m", "mypy", "."],
        "migrations": [python, "manage.py", "makemigrations", "--check", "--dry-run"],
        "static files": [python, "manage.py", "collectstatic", "--noinput", "-v0"],
        "tests": [python, "-m", "pytest", "-n", "2", *pytest_words],
    }


def check(checkout: Checkout, pytest_words: Sequence[str]) -> int:
    """Run every check; 0 when all hold, 1 when one failed."""
    failed = []
    with choose_database(checkout):
        for name, command in steps(checkout, pytest_words).items():
            print(f"\n── {name} " + "─" * (60 - len(name)), flush=True)
            began = time.monotonic()
            if run_in_front(command, checkout.root):
                failed.append(name)
            print(f"({time.monotonic() - began:.0f} s)", flush=True)
    print(
        "\n" + (f"Failed: {', '.join(failed)}." if failed else "All checks hold."), flush=True
    )
    return 1 if failed else 0
