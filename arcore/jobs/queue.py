"""Ask for a job inside the caller's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from arcore.jobs.declare import Job

if TYPE_CHECKING:
    from arcore.company.models import User
    from arcore.jobs.models import Progress


@transaction.atomic
def enqueue(
    job: Job, *, title: str, user: User | None, total: int = 0, **arguments: Any
) -> Progress:
    """Queue the job and return its progress; a rollback of the caller takes both back.

    arguments must be values of JSON: numbers of rows, texts, dates in ISO form. total is the
    number of steps if it is known. Without a user only administrators can watch.
    """
    from arcore.jobs.models import Progress

    progress = Progress.objects.create(title=title, user=user, total=total)
    progress.job_id = job.task.defer(progress_id=progress.pk, arguments=arguments)
    progress.save(update_fields=["job_id"])
    return progress
