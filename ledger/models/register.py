"""A register: one commit of the posting road."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Register(models.Model):
    """One idempotency key, who, when, from which source; nothing of it changes afterwards.

    `content_hash` tells a repeated command from another one under the same key;
    `reason` is why somebody unapplied or reversed; `written_by` is the database transaction
    that may add rows to it (guard).
    """

    key = models.CharField(_("key"), max_length=200, unique=True)
    content_hash = models.CharField(max_length=64)
    source = models.CharField(_("source"), max_length=40)
    source_id = models.CharField(_("source document"), max_length=100)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    reason = models.CharField(_("reason"), max_length=250, blank=True, db_default="")
    posted_at = models.DateTimeField(_("posted at"), default=timezone.now)
    written_by = models.BigIntegerField(editable=False)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("register")
        verbose_name_plural = _("registers")
        permissions = [("reverse_register", _("Can reverse what journals posted"))]
        indexes = [models.Index(fields=("source", "source_id"), name="register_by_source")]

    def __str__(self) -> str:
        return f"{self.pk} {self.source} {self.source_id}"

    def get_absolute_url(self) -> str:
        """Where the screens show it."""
        return reverse("ledger:register", args=[self.pk])
