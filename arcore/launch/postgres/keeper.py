"""The process that holds one command's share of the server, even past its sudden death.

`run.py` starts one and keeps a pipe to it. When the pipe closes, because the command ended or
was killed, the keeper leaves its share, and with the last share the server stops. While it
waits it starts a crashed server again.
"""

import json
import select
import signal
import sys

from arcore.launch.checkout import Checkout
from arcore.launch.disk import disk_full, is_disk_full
from arcore.launch.postgres.share import Share
from arcore.launch.refusal import LaunchRefused

LOOK_EVERY_S = 2.0


class Leave(Exception):
    """Somebody asked the keeper itself to end."""


def leave(number: int, frame: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Leave


def keep(checkout: Checkout) -> None:
    """Hold a share until standard input closes; say when the server is ready."""
    with Share(checkout) as share:
        print(json.dumps({"url": share.server.url}), flush=True)
        while not select.select([sys.stdin], [], [], LOOK_EVERY_S)[0]:
            if share.server.pid() is None:
                print(
                    "The database had stopped; starting it again.", file=sys.stderr, flush=True
                )
                share.ensure_running()


def main() -> int:
    """Keep, and hand a refusal over as data."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # meant for the command, which tells us
    signal.signal(signal.SIGTERM, leave)
    checkout = Checkout.here()
    try:
        keep(checkout)
    except Leave:
        return 0
    except (LaunchRefused, OSError) as trouble:
        refusal = trouble if isinstance(trouble, LaunchRefused) else told(trouble, checkout)
        print(json.dumps({"text": refusal.text, "detail": refusal.detail}), flush=True)
        return 1
    return 0


def told(trouble: OSError, checkout: Checkout) -> LaunchRefused:
    """An error of the system as a paragraph."""
    if is_disk_full(trouble):
        return disk_full(checkout.state)
    return LaunchRefused(f"The embedded database cannot be used: {trouble}.")


if __name__ == "__main__":
    sys.exit(main())
