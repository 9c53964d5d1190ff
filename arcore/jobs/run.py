"""One run of a job, from its start to its result, its refusal or its error."""

import logging
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from arcore.jobs.declare import Job
from arcore.jobs.models import Progress, State

logger = logging.getLogger(__name__)


def run_job(job: Job, progress_id: int, arguments: dict[str, Any]) -> None:
    """Run the work in the language of who asked, and say how it ended.

    A job that ended already is not run again: its worker may die before it tells the queue.
    An unexpected exception is raised again, for the queue and the log.
    """
    progress = Progress.objects.select_related("user").get(pk=progress_id)
    if progress.is_finished:
        return
    language = progress.user.language if progress.user else settings.LANGUAGE_CODE
    begin(progress)
    with translation.override(language):
        try:
            result_url = job.work(progress, **arguments)
        except job.refusals as refusal:
            end(progress, State.FAILED, message=str(refusal))
        except Exception:
            end(progress, State.FAILED, message=our_fault(progress))
            raise
        else:
            progress.done = progress.total
            end(progress, State.DONE, result_url=result_url or "")


def begin(progress: Progress) -> None:
    """Mark it as running from its first step, also where an earlier run was cut off."""
    progress.state, progress.done, progress.message = State.RUNNING, 0, ""
    progress.started_at = timezone.now()
    progress.save(update_fields=["state", "done", "message", "started_at"])


def end(progress: Progress, state: State, message: str = "", result_url: str = "") -> None:
    """Mark it as ended, with the sentence or the address that its person needs."""
    progress.state, progress.finished_at = state, timezone.now()
    progress.message, progress.result_url = message, result_url
    progress.save(
        update_fields=["state", "finished_at", "message", "result_url", "done", "total"]
    )


def our_fault(progress: Progress) -> str:
    """What the person reads when the program failed; the rest is in the log."""
    return _(
        "This could not be finished because of an error in the program. What it had not "
        "finished was taken back. Tell your administrator the job number %(number)s."
    ) % {"number": progress.job_id}
