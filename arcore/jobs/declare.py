"""Declare a function as work that the queue can run."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from procrastinate.contrib.django import app
from procrastinate.tasks import Task

Work = Callable[..., str | None]


@dataclass(frozen=True)
class Job:
    """Work under its name in the queue; calling it does the work here and now."""

    task: Task[..., None, ...]
    work: Work
    refusals: tuple[type[Exception], ...]

    def __call__(self, *arguments: Any, **named: Any) -> str | None:
        return self.work(*arguments, **named)


def job(
    name: str, *, refusals: tuple[type[Exception], ...] = (), queue: str = "default"
) -> Callable[[Work], Job]:
    """Register work(progress, **arguments) in an app's `tasks.py`; the name never changes.

    It may return the address of its result. The text of an exception named in refusals is
    shown to the person who asked; any other is an error of ours and goes to the log.
    """

    def register(work: Work) -> Job:
        @app.task(name=name, queue=queue)
        def run(progress_id: int, arguments: dict[str, Any]) -> None:
            from arcore.jobs.run import run_job

            run_job(declared, progress_id, arguments)

        declared = Job(run, work, refusals)
        return declared

    return register
