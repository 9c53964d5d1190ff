"""A transaction: one balanced document group of a register."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.models.document_type import DocumentType


class Transaction(models.Model):
    """Owns the entries that one document or statement line wrote; its number is its id."""

    register = models.ForeignKey(
        "ledger.Register",
        verbose_name=_("register"),
        on_delete=models.PROTECT,
        related_name="transactions",
    )
    posting_date = models.DateField(_("posting date"))
    document_type = models.CharField(
        _("document type"), max_length=20, choices=DocumentType, blank=True
    )
    document_no = models.CharField(_("document no."), max_length=30)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("transaction")
        verbose_name_plural = _("transactions")
        indexes = [models.Index(fields=("document_no",), name="transaction_by_document")]

    def __str__(self) -> str:
        return f"{self.pk} {self.document_no}"

    def get_absolute_url(self) -> str:
        """Where the screens show it."""
        return reverse("ledger:register", args=[self.register_id])
