"""The queue: long work runs beside the web requests and shows how far it is.

    @job("payments.import_statement", refusals=(StatementRefused,))
    def import_statement(progress, statement_id): ...

    progress = enqueue(import_statement, title=..., user=request.user, statement_id=7)
    return redirect(progress)

job       declares work that the queue can run
enqueue   asks for it inside the caller's transaction
models    how far it is, for the person who asked
run       one run of a job, from its start to its result or refusal
recovery  runs the jobs of dead workers again
worker    the loop of `manage.py worker`, which outlives a restart of the database

Chosen: procrastinate, whose jobs are rows of our own database, so a job and the change that
asks for it are committed together or not at all. Jobs may run twice after a crash: domain code
posts under an idempotency key.
"""

from arcore.jobs.declare import Job, job
from arcore.jobs.queue import enqueue

__all__ = ["Job", "enqueue", "job"]
