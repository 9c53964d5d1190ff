"""Work of the queue itself."""

from procrastinate.contrib.django import app

from arcore.jobs import recovery

recover = app.periodic(cron="* * * * * */15", periodic_id="recovery")(
    app.task(
        name="jobs.recover", pass_context=True, queueing_lock="jobs.recover", priority=100
    )(recovery.recover)
)
