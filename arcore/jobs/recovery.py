"""Run the jobs of dead workers again."""

import logging

from asgiref.sync import sync_to_async
from procrastinate import JobContext
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

logger = logging.getLogger(__name__)

HEARTBEAT_S = 5.0
DEAD_AFTER_S = 20.0  # a worker that lives shows it every HEARTBEAT_S
MOST_ATTEMPTS = 3  # a job that kills its worker each time is not run for ever


async def recover_jobs(manager: JobManager, dead_after_s: float = DEAD_AFTER_S) -> list[int]:
    """Queue each job of a dead worker again and return their numbers; give up on the deadly."""
    recovered = []
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=dead_after_s):
        if job.attempts + 1 >= MOST_ATTEMPTS:
            await give_up(manager, job)
        else:
            await manager.retry_job(job)
            recovered.append(job.id or 0)
            logger.warning("Job %s lost its worker and runs again.", job.id)
    return recovered


async def give_up(manager: JobManager, job: Job) -> None:
    """End a job whose worker died MOST_ATTEMPTS times, and say so."""
    logger.error("Job %s lost its worker %s times; it is not run again.", job.id, MOST_ATTEMPTS)
    await manager.finish_job(job, status=Status.FAILED, delete_job=False)
    progress_id = job.task_kwargs.get("progress_id")
    if isinstance(progress_id, int):
        await sync_to_async(mark_failed)(progress_id)


def mark_failed(progress_id: int) -> None:
    """Tell the person who asked."""
    from arcore.jobs.models import Progress, State
    from arcore.jobs.run import end, our_fault

    for progress in Progress.objects.filter(pk=progress_id, finished_at=None):
        end(progress, State.FAILED, message=our_fault(progress))


async def recover(context: JobContext, timestamp: int) -> None:
    """The periodic form of recover_jobs."""
    await recover_jobs(context.app.job_manager)
