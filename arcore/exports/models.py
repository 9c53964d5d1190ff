"""A file that a job made of a list."""

from collections.abc import Iterator
from typing import IO

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arcore.jobs.models import Progress

PART_BYTES = 512 * 1024


class ExportedFile(models.Model):
    """Belongs to the person who asked for the job; `permission` is that of the list.

    Kept in the database: the worker that makes it and the server that gives it may be
    different machines.
    """

    progress = models.OneToOneField(
        Progress,
        verbose_name=_("progress"),
        on_delete=models.CASCADE,
        related_name="exported_file",
    )
    permission = models.CharField(_("permission"), max_length=200)
    name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(_("content type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        verbose_name = _("file of a list")
        verbose_name_plural = _("files of lists")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["made_at"], name="exported_file_by_age")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("exports:file", args=[self.pk])

    @transaction.atomic
    def keep(self, content: IO[bytes]) -> None:
        """Store the content, part by part; what a job that was cut off left goes before."""
        type(self).objects.filter(progress=self.progress).delete()
        self.save()
        number = 0
        while part := content.read(PART_BYTES):
            ExportedPart.objects.create(file=self, number=number, content=part)
            number += 1
            self.size += len(part)
        self.save(update_fields=["size"])

    def read(self) -> Iterator[bytes]:
        """The content, one part in memory at a time."""
        number = 0
        while part := self.parts.filter(number=number).first():
            yield bytes(part.content)
            number += 1


class ExportedPart(models.Model):
    """A stretch of a file's bytes."""

    file = models.ForeignKey(
        ExportedFile, verbose_name=_("file"), on_delete=models.CASCADE, related_name="parts"
    )
    number = models.PositiveIntegerField(_("number"))
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("part of a file")
        verbose_name_plural = _("parts of files")
        ordering = ["file", "number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="exported_part_once")
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.number}"
