"""`run.py` without a command: page, job worker and database until somebody stops it."""

import http.client
import os
import socket
import subprocess
import sys
import time
from typing import NoReturn

from arcore.launch.checkout import Checkout
from arcore.launch.children import Child, stop_all
from arcore.launch.database import EmbeddedDatabase, ExternalDatabase, choose_database
from arcore.launch.disk import LATER_START_MIB, refuse_full_disk
from arcore.launch.options import Options
from arcore.launch.refusal import LaunchRefused
from arcore.launch.reset import reset

READY_WITHIN_S = 60.0
LOOK_EVERY_S = 0.3
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 (compared, not bound)


def serve(checkout: Checkout, options: Options) -> NoReturn:
    """Serve until a signal raises Stopped; whatever happens, all parts end with it."""
    refuse_full_disk(checkout.state, LATER_START_MIB)
    if options.reset:
        reset(checkout, options.sure)
    with choose_database(checkout) as database:
        prepare(checkout, options.demo)
        children = [web_server(checkout, options), job_worker(checkout)]
        try:
            for child in children:
                child.start()
            wait_until_ready(children, options)
            greet(checkout, options)
            watch(children, database)
        finally:
            print("Stopping ...", flush=True)
            stop_all(children)


def prepare(checkout: Checkout, with_demo: bool) -> None:
    """Run arcore.launch.prepare; its own output explains a failure."""
    command = [
        sys.executable,
        "-m",
        "arcore.launch.prepare",
        *(["--demo"] if with_demo else []),
    ]
    done = subprocess.run(command, cwd=checkout.root)
    if done.returncode:
        raise LaunchRefused(
            "The database could not be brought up to date; the lines above say why. Nothing "
            "was half done: mend the cause and start again."
        )


def web_server(checkout: Checkout, options: Options) -> Child:
    """gunicorn: two processes of four threads."""
    address = f"[{options.host}]" if ":" in options.host else options.host
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "arcore.wsgi",
        "--bind",
        f"{address}:{options.port}",
    ]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    command += ["--timeout", "120", "--graceful-timeout", "8", "--log-level", "warning"]
    command += ["--no-control-socket", "--max-requests", "5000", "--max-requests-jitter", "500"]
    return Child("web server", command, checkout.root, surroundings(options))


def job_worker(checkout: Checkout) -> Child:
    """The process that works off the queue."""
    command = [sys.executable, str(checkout.root / "manage.py"), "worker"]
    return Child("job worker", command, checkout.root, dict(os.environ))


def surroundings(options: Options) -> dict[str, str]:
    """The environment of the web server: it answers to the names of the host it listens on."""
    names = ["localhost", "127.0.0.1", "[::1]"]
    if options.host in EVERYWHERE:
        names += [socket.gethostname(), socket.getfqdn()]
    elif options.host not in names:
        names.append(f"[{options.host}]" if ":" in options.host else options.host)
    return {"ARCORE_ALLOWED_HOSTS": ",".join(names), **os.environ}


def reachable_host(options: Options) -> str:
    """A name of the listening address that works on this machine."""
    return "localhost" if options.host in EVERYWHERE | {"127.0.0.1", "::1"} else options.host


def wait_until_ready(children: list[Child], options: Options) -> None:
    """Return when the web server answers a request."""
    deadline = time.monotonic() + READY_WITHIN_S
    host = "127.0.0.1" if options.host == "0.0.0.0" else options.host  # noqa: S104
    while time.monotonic() < deadline:
        refuse_dead_web_server(children[0])
        try:
            caller = http.client.HTTPConnection(host, options.port, timeout=10)
            caller.request("GET", "/", headers={"Host": reachable_host(options)})
            caller.getresponse()
            caller.close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise LaunchRefused(f"The web server did not answer within {READY_WITHIN_S:.0f} seconds.")


def greet(checkout: Checkout, options: Options) -> None:
    """Print the address and who may sign in."""
    people = checkout.state / "demo-people.txt"
    print(f"\narcore is ready: http://{reachable_host(options)}:{options.port}/\n", flush=True)
    if people.exists() and "DATABASE_URL" not in os.environ:
        print(people.read_text(encoding="utf-8").rstrip() + "\n")
    elif not options.demo:
        print("The first administrator: python3 run.py manage createsuperuser\n")
    print("Ctrl-C stops it.", flush=True)


def watch(children: list[Child], database: EmbeddedDatabase | ExternalDatabase) -> NoReturn:
    """Look after the parts: the worker is started again, the others' end is refused."""
    web, worker = children
    while True:
        time.sleep(LOOK_EVERY_S)
        refuse_dead_web_server(web)
        if not database.is_kept():
            raise LaunchRefused("The keeper of the embedded database ended; arcore stops.")
        if worker.exit_code() is not None:
            if worker.starts_within(60) >= 4:
                raise LaunchRefused(
                    f"The job worker ended again and again (exit code {worker.exit_code()}); "
                    "the lines above say why. arcore stops."
                )
            print(f"The job worker ended (exit code {worker.exit_code()}); starting it again.")
            worker.start()


def refuse_dead_web_server(web: Child) -> None:
    """Refuse to go on without the web server."""
    if web.exit_code() is not None:
        raise LaunchRefused(
            f"The web server ended (exit code {web.exit_code()}); the lines above say why. "
            "arcore stops."
        )
