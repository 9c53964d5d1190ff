"""manage.py demo: load the demo company into an empty database and say who may sign in."""

from argparse import ArgumentParser
from datetime import date
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from arcore.desk.demo import SEED, DatabaseNotEmpty, DemoCompany, load_demo
from arcore.desk.demo.setup.users import PASSWORD, PEOPLE


class Command(BaseCommand):
    help = "Load the demo company, its people and the bank statement files that wait."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--today",
            type=date.fromisoformat,
            help="The day that the company is made for, as 2026-01-31; today by default.",
        )
        parser.add_argument(
            "--seed", type=int, default=SEED, help="Another seed, another story."
        )
        parser.add_argument(
            "--scale", type=float, default=1.0, help="1 is two years and about 320 customers."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Progress goes to the error stream; people and files, which are kept, to the output."""
        began = monotonic()
        try:
            made = load_demo(
                options["today"] or timezone.localdate(),
                seed=options["seed"],
                scale=options["scale"],
                say=lambda line: self.stderr.write(f"  {line}"),
            )
        except DatabaseNotEmpty as refused:
            raise CommandError(str(refused)) from refused
        self.stderr.write(f"  Loaded in {monotonic() - began:.0f} s.")
        self.stdout.write(people_and_files(made))


def people_and_files(made: DemoCompany) -> str:
    """Who may sign in with which password, and which files wait to be imported."""
    lines = ["Sign in to the demo company as:"]
    lines += [
        f"  {person.username:8} {PASSWORD}   {person.role}, {person.first_name} "
        f"{person.last_name} ({'French' if person.language == 'fr' else 'English'})"
        for person in PEOPLE
    ]
    if made.files:
        lines.append("Bank statement files to import:")
        lines += [f"  {path}" for path in made.files]
    return "\n".join(lines)
