"""`manage.py worker`: work off the queue."""

import asyncio
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from arcore.jobs.worker import work


class Command(BaseCommand):
    help = "Work off the job queue until stopped; start several for more at the same time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2, help="jobs at a time (2)")

    def handle(self, *args: Any, **options: Any) -> None:
        asyncio.run(work(options["concurrency"]))
