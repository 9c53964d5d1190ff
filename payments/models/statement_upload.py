"""A large bank statement file on its way from the web request to the worker."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class StatementUpload(models.Model):
    """Kept in the database, so that any machine may do the work; removed with the job."""

    name = models.CharField(_("file name"), max_length=255)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("uploaded bank statement file")
        verbose_name_plural = _("uploaded bank statement files")

    def __str__(self) -> str:
        return self.name


class StatementUploadChunk(models.Model):
    """A megabyte of it."""

    upload = models.ForeignKey(
        "payments.StatementUpload",
        verbose_name=_("uploaded bank statement file"),
        on_delete=models.CASCADE,
        related_name="chunks",
        db_index=False,
    )
    position = models.PositiveIntegerField(_("position"))
    content = models.BinaryField(_("content"))

    class Meta:
        ordering = ("upload", "position")
        verbose_name = _("part of an uploaded file")
        verbose_name_plural = _("parts of an uploaded file")
        constraints = [
            models.UniqueConstraint(fields=("upload", "position"), name="upload_chunk_once"),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id}/{self.position}"
