"""manage.py bench [W1 …] [--json]: measure fixed workloads on a database of their own."""

import json
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from arcore.desk.bench import WORKLOADS, Options


class Command(BaseCommand):
    help = (
        "Measure fixed workloads as ratios against raw SQL; needs an empty database of its own."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("workloads", nargs="*", help=", ".join(WORKLOADS).upper())
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        parser.add_argument("--rounds", type=int, default=5)
        parser.add_argument("--scale", type=float, default=1.0, help="1.0 is the full size")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = [name.lower() for name in options["workloads"]] or list(WORKLOADS)
        unknown = sorted(set(wanted) - set(WORKLOADS))
        if unknown:
            raise CommandError(f"No such workload: {', '.join(unknown)}.")
        asked = Options(rounds=options["rounds"], scale=options["scale"])
        failed = False
        for name in wanted:
            for found in import_module(f"arcore.desk.bench.{name}").run(asked):
                failed |= found.books != "ok"
                figures = found.as_dict()
                told = json.dumps(figures) if options["json"] else _plain(figures)
                self.stdout.write(told)
                self.stdout.flush()
        if failed:
            raise CommandError("The books are broken: no speed counts.", returncode=1)


def _plain(figures: dict[str, Any]) -> str:
    return "  ".join(f"{name} {value}" for name, value in figures.items())
