"""What posting a long journal would write, as a job worked it out."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class JournalOutlook(models.Model):
    """The lines of the batch at `version`, posted on `day`; a new look ahead replaces it.

    `content` is what `payments.journal.outlook` takes down, None until the job (`progress`) has
    ended. Answers to its questions are one more version of the batch and of this row together.
    """

    batch = models.ForeignKey(
        "payments.JournalBatch",
        verbose_name=_("journal batch"),
        on_delete=models.CASCADE,
        related_name="outlooks",
    )
    version = models.PositiveIntegerField(_("version"))
    day = models.DateField(_("posted on"))
    progress = models.ForeignKey(
        "jobs.Progress",
        verbose_name=_("progress"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
    )
    content = models.JSONField(_("content"), null=True, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("preview of a long journal")
        verbose_name_plural = _("previews of long journals")

    def __str__(self) -> str:
        return f"{self.batch} {self.version}"

    @property
    def facts(self) -> dict[str, Any]:
        """What was taken down; nothing until then."""
        return self.content or {}

    @property
    def is_being_made(self) -> bool:
        """Whether its job still works on it."""
        return (
            self.content is None and self.progress is not None and not self.progress.is_finished
        )
