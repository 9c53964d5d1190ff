"""The embedded server's settings, written anew at each start."""

import os
from pathlib import Path

from arcore.launch.postgres.home import Home

MIB = 2**20


def write_configuration(home: Home, socket: Path) -> None:
    """Write our settings beside PostgreSQL's own, whose last line includes them."""
    ours, theirs = home.data / "arcore.conf", home.data / "postgresql.conf"
    ours.write_text("".join(f"{key} = {value}\n" for key, value in settings(socket).items()))
    home.account.own(ours)
    if "arcore.conf" not in theirs.read_text():
        with theirs.open("a") as file:
            file.write("\ninclude = 'arcore.conf'\n")


def settings(socket: Path) -> dict[str, str]:
    """Nothing over the network, nothing lost at a power cut, memory by the machine's size."""
    memory_mib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MIB
    buffers_mib = min(max(memory_mib // 8, 64), 1024)
    return {
        "listen_addresses": "''",
        "port": "5432",
        "unix_socket_directories": quoted(str(socket)),
        "unix_socket_permissions": "0700",
        "max_connections": "200",
        "shared_buffers": f"{buffers_mib}MB",
        "effective_cache_size": f"{max(memory_mib // 2, 128)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": "128MB",
        "max_wal_size": "2GB",
        "fsync": "on",
        "synchronous_commit": "on",
        "full_page_writes": "on",
        "jit": "off",
        "lc_messages": "'C'",
        "timezone": "'UTC'",
        "log_timezone": "'UTC'",
        "log_line_prefix": "'%m [%p] %d '",
    }


def quoted(text: str) -> str:
    """The text as a value of postgresql.conf."""
    return "'" + text.replace("'", "''") + "'"
