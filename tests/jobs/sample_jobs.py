"""Jobs for tests, registered where this module is imported."""

import time
from pathlib import Path

from django.db import transaction

from arcore.jobs import enqueue, job


class Refused(Exception):
    pass


@job("sample.count")
def count(progress, steps):
    for step in range(steps):
        progress.report(step + 1, total=steps)
    return f"/counted/{steps}/"


@job("sample.refuse", refusals=(Refused,))
def refuse(progress):
    raise Refused("Line 3: the customer is blocked. Unblock him or remove the line.")


@job("sample.break_down")
def break_down(progress):
    raise ZeroDivisionError("secret detail")


@job("sample.wait_for")
def wait_for(progress, path, begun):
    """Say that it began, then wait until the file appears."""
    with Path(begun).open("a") as file:
        file.write("began\n")
    while not Path(path).exists():
        time.sleep(0.05)
    return "/waited/"


def has_begun(begun: Path) -> bool:
    """Whether `wait_for` has said so; the file is there a moment before its words."""
    return begun.exists() and begun.read_text().endswith("\n")


@job("sample.ask_and_fail", refusals=(Refused,))
def ask_and_fail(progress):
    """Queue another job in a transaction that fails."""
    with transaction.atomic():
        enqueue(count, title="never to run", user=None, steps=1)
        raise Refused("taken back")
