"""A taken port is refused before anything slow."""

import errno
import socket
import time

from arcore.launch.refusal import LaunchRefused


def refuse_taken_port(host: str, port: int, patience_s: float = 2.0) -> None:
    """Refuse when nobody can listen there; a server that is just ending gets patience_s."""
    deadline = time.monotonic() + patience_s
    while True:
        try:
            return try_to_listen(host, port)
        except OSError as trouble:
            if trouble.errno == errno.EADDRINUSE and time.monotonic() < deadline:
                time.sleep(0.2)
                continue
            raise LaunchRefused(reason(trouble, host, port)) from None


def try_to_listen(host: str, port: int) -> None:
    """Listen for a moment; raises OSError when that is not possible."""
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)
        probe.listen(1)


def reason(trouble: OSError, host: str, port: int) -> str:
    """Why this port cannot be used, and what to do."""
    if trouble.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is taken by another program, perhaps by another arcore. "
            f"Stop that program, or take another port: python3 run.py --port {other_port(port)}"
        )
    if trouble.errno == errno.EACCES:
        return (
            f"This account may not listen on port {port}; ports below 1024 are kept for root. "
            "Take a higher one: python3 run.py --port 8000"
        )
    return f"arcore cannot listen on {host}: {trouble.strerror or trouble}. Try another --host."


def other_port(port: int) -> int:
    """A neighbouring port to suggest."""
    return port + 1 if port < 65535 else 8000
