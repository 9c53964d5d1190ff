"""Bring a database up to date: tables, static files and, in a new one, the demo company.

Run as a process of its own (`python -m arcore.launch.prepare [--demo]`), since it loads Django.
"""

import os
import sys
from pathlib import Path

import django
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands

from arcore.launch.checkout import Checkout
from arcore.launch.locked import locked


def prepare(checkout: Checkout, with_demo: bool) -> None:
    """Migrate, collect static files, load the demo company where nobody has an account yet.

    What `manage.py demo` prints, the people to sign in as, is kept for every later start.
    """
    with locked(checkout.state / "set-up.lock"):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if with_demo and "demo" in get_commands() and not get_user_model().objects.exists():
            print("Loading the demo company ...", flush=True)
            load_demo(checkout.state / "demo-people.txt")


def load_demo(people: Path) -> None:
    """Run the demo command and keep its words."""
    draft = people.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as file:
        call_command("demo", stdout=file)
    draft.replace(people)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arcore.settings")
    django.setup()
    prepare(Checkout.here(), with_demo="--demo" in sys.argv[1:])
