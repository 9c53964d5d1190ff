"""Ctrl-C, SIGTERM and a closed terminal end a command the same way: as an exception."""

import signal
from types import FrameType

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked the command to end; number is the signal."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def raise_stopped(number: int, frame: FrameType | None) -> None:
    """Ask once; while the ending runs, more signals change nothing."""
    ignore_more()
    raise Stopped(number)


def stop_on_signals() -> None:
    """From now on the first of these signals raises Stopped in the main thread."""
    for number in STOPPING:
        if number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN:
            continue  # nohup
        signal.signal(number, raise_stopped)


def ignore_more() -> None:
    """A second Ctrl-C does not cut the clean-up short."""
    for number in STOPPING:
        signal.signal(number, lambda *_: None)
