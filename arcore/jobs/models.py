"""How far a job is, for the person who asked for it."""

import time

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TELL_EVERY_S = 0.3


class State(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class Progress(models.Model):
    """One job's way from asked for to done; total 0 means that the steps are not known yet."""

    job_id = models.BigIntegerField(_("job no."), null=True, editable=False, unique=True)
    title = models.CharField(_("title"), max_length=200)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
    )
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.QUEUED)
    done = models.PositiveIntegerField(_("done steps"), default=0)
    total = models.PositiveIntegerField(_("steps in all"), default=0)
    message = models.TextField(_("message"), blank=True)
    result_url = models.CharField(_("result"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("asked for at"), default=timezone.now)
    started_at = models.DateTimeField(_("started at"), null=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        verbose_name = _("progress of a job")
        verbose_name_plural = _("progress of jobs")
        ordering = ["-pk"]
        permissions = [("watch_every_progress", "Can watch everybody's jobs")]
        indexes = [models.Index(fields=["user", "-id"], name="progress_of_user")]
        constraints = [
            models.CheckConstraint(
                name="progress_not_beyond_total", condition=Q(total=0) | Q(done__lte=F("total"))
            ),
            models.CheckConstraint(
                name="progress_state_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="progress_finished_has_time",
                condition=Q(state__in=[State.DONE, State.FAILED], finished_at__isnull=False)
                | Q(state__in=[State.QUEUED, State.RUNNING], finished_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("jobs:progress", args=[self.pk])

    @property
    def is_finished(self) -> bool:
        return self.state in {State.DONE, State.FAILED}

    @property
    def percent(self) -> int | None:
        """Whole per cent done, 0 to 100; None while the steps are not known."""
        return self.done * 100 // self.total if self.total else None

    def report(self, done: int, *, total: int | None = None, message: str = "") -> None:
        """Show at once that so many steps are done, while the job's own transaction is open.

        Written through a connection of its own, at most every TELL_EVERY_S seconds besides the
        last step and a new total or message. Raises ValueError for steps that cannot be.
        """
        total = self.total if total is None else total
        if done < 0 or total < 0 or (total and done > total):
            raise ValueError(f"{done} of {total} steps cannot be done.")
        is_news = done == total or total != self.total or message != self.message
        self.done, self.total, self.message = done, total, message
        if is_news or time.monotonic() >= getattr(self, "_quiet_until", 0.0):
            self._quiet_until = time.monotonic() + TELL_EVERY_S
            self._tell()

    def _tell(self) -> None:
        second = connection.copy()
        try:
            with second.cursor() as cursor:
                cursor.execute(
                    "update jobs_progress set done = %s, total = %s, message = %s "
                    "where id = %s and state = %s",
                    [self.done, self.total, self.message, self.pk, State.RUNNING],
                )
        finally:
            second.close()
