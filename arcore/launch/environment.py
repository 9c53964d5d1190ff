"""The private virtual environment, holding exactly what the lock file names."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from arcore.launch.checkout import Checkout
from arcore.launch.disk import FIRST_START_MIB, disk_full, is_disk_full, refuse_full_disk
from arcore.launch.locked import locked
from arcore.launch.refusal import LaunchRefused

UV = "uv>=0.9,<1"
OFFLINE = (
    "error sending request",
    "Failed to fetch",
    "NewConnectionError",
    "ConnectTimeoutError",
    "name resolution",
    "No matching distribution found",
    "client error (Connect)",
    "dns error",
)


def ensure_environment(checkout: Checkout, with_tools: bool) -> None:
    """Make or update the environment; returns at once when the lock file did not change.

    with_tools adds what only the suite needs; once there, it stays.
    """
    if is_current(checkout, with_tools):
        return
    with locked(checkout.state / "set-up.lock"):
        if is_current(checkout, with_tools):
            return
        refuse_full_disk(checkout.root, FIRST_START_MIB)
        with_tools = with_tools or (checkout.venv / "bin" / "pytest").exists()
        make_venv(checkout)
        install_uv(checkout)
        sync(checkout, with_tools)
        stamp(checkout).write_text(wanted(checkout, with_tools=with_tools))


def stamp(checkout: Checkout) -> Path:
    """The file that remembers what was installed last."""
    return checkout.venv / "arcore-installed"


def wanted(checkout: Checkout, *, with_tools: bool) -> str:
    """What the stamp says when the environment is as it should be."""
    lock = (checkout.root / "uv.lock").read_bytes()
    return f"{hashlib.sha256(lock).hexdigest()} {'tools' if with_tools else 'plain'}"


def is_current(checkout: Checkout, with_tools: bool) -> bool:
    """Whether everything wanted is installed; tools more than wanted do no harm."""
    if not stamp(checkout).is_file() or not checkout.python.exists():
        return False
    installed = stamp(checkout).read_text()
    return installed == wanted(checkout, with_tools=True) or (
        not with_tools and installed == wanted(checkout, with_tools=False)
    )


def make_venv(checkout: Checkout) -> None:
    """Make the environment with this Python unless a working one stands there."""
    if works(checkout.python):
        return
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        raise LaunchRefused(
            "This Python comes without its venv module, which arcore needs for a private "
            "environment. On Debian and Ubuntu install it with: apt install python3-venv "
            f"(or python{sys.version_info[0]}.{sys.version_info[1]}-venv), then start again."
        )
    print("Making a private Python environment in .venv ...", flush=True)
    shutil.rmtree(checkout.venv, ignore_errors=True)
    base = Path(getattr(sys, "_base_executable", None) or sys.executable)
    run([str(base), "-m", "venv", str(checkout.venv)], checkout)


def works(python: Path) -> bool:
    """Whether the environment's Python starts and is of a version that arcore runs on."""
    test = "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))"
    try:
        return (
            subprocess.run([str(python), "-c", test], stderr=subprocess.DEVNULL).returncode == 0
        )
    except OSError:
        return False


def install_uv(checkout: Checkout) -> None:
    """Put uv into the environment, with the environment's own pip."""
    python = str(checkout.python)
    if not has_module(python, "uv"):
        if not has_module(python, "pip"):
            run([python, "-m", "ensurepip"], checkout)
        pip = ["-m", "pip", "install", "--quiet", "--retries", "2", "--timeout", "30"]
        run([python, *pip, UV], checkout)


def has_module(python: str, name: str) -> bool:
    """Whether the environment can import the module."""
    find = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({name!r}) is None)"
    return subprocess.run([python, "-c", find]).returncode == 0


def sync(checkout: Checkout, with_tools: bool) -> None:
    """Install what the lock names and nothing else, into this environment's Python."""
    print("Installing the packages that the lock file names ...", flush=True)
    command = [str(checkout.python), "-m", "uv", "sync", "--frozen", "--no-progress"]
    command += ["--python", str(checkout.python)]
    run(command if with_tools else [*command, "--no-dev"], checkout)


def run(command: list[str], checkout: Checkout) -> None:
    """Run one installing step quietly; its failure is told in plain words."""
    surroundings = {
        **os.environ,
        "UV_PROJECT_ENVIRONMENT": str(checkout.venv),
        "UV_PYTHON_DOWNLOADS": "never",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    surroundings.pop("VIRTUAL_ENV", None)
    done = subprocess.run(
        command,
        cwd=checkout.root,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode == 0:
        return
    if is_disk_full(done.stdout):
        raise disk_full(checkout.root)
    if any(words in done.stdout for words in OFFLINE):
        raise LaunchRefused(
            "The packages could not be downloaded. The first start, and a start after an "
            "update, needs the network to reach pypi.org; behind a proxy set HTTPS_PROXY, "
            "with a company certificate set SSL_CERT_FILE. Then start again; what is already "
            "there is kept.",
            done.stdout,
        )
    raise LaunchRefused(
        "Setting up the private environment failed; the lines above say where. Deleting the "
        "folder .venv and starting again makes a fresh one.",
        done.stdout,
    )
