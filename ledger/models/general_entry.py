"""General ledger entries."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import MoneyField
from ledger.models.document_type import DocumentType


class GeneralLedgerEntry(models.Model):
    """One side of a posting in local currency, debit positive; a transaction sums to zero.

    `application_no` marks what an application wrote (discount, tolerance, gain, loss), so that
    unapplying it mirrors just that.
    """

    transaction = models.ForeignKey(
        "ledger.Transaction",
        verbose_name=_("transaction no."),
        on_delete=models.PROTECT,
        related_name="general_entries",
    )
    account = models.ForeignKey(
        "ledger.GLAccount",
        verbose_name=_("G/L account"),
        on_delete=models.PROTECT,
        related_name="entries",
        db_index=False,
    )
    posting_date = models.DateField(_("posting date"))
    document_type = models.CharField(
        _("document type"), max_length=20, choices=DocumentType, blank=True
    )
    document_no = models.CharField(_("document no."), max_length=30)
    description = models.CharField(_("description"), max_length=250, blank=True)
    amount = MoneyField(_("amount"))
    vat_rate = models.DecimalField(_("VAT %"), max_digits=5, decimal_places=2, null=True)
    vat_base = MoneyField(_("VAT base"), null=True)
    vat_identifier = models.CharField(_("VAT identifier"), max_length=20, blank=True)
    application_no = models.BigIntegerField(_("application no."), null=True)
    reversed_by = models.ForeignKey(
        "self",
        verbose_name=_("reversed by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="reverses",
        db_index=False,
    )

    class Meta:
        ordering = ("-id",)
        verbose_name = _("general ledger entry")
        verbose_name_plural = _("general ledger entries")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(amount=Decimal(0)), name="general_entry_not_zero"
            )
        ]
        indexes = [
            models.Index(
                fields=("account", "posting_date", "id"), name="general_entry_by_account"
            ),
            models.Index(fields=("posting_date", "id"), name="general_entry_by_date"),
            models.Index(fields=("document_no", "id"), name="general_entry_by_document"),
            models.Index(
                fields=("application_no",),
                name="general_entry_by_application",
                condition=models.Q(application_no__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.document_no} {self.amount}"
