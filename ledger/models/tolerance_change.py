"""Changes of the payment tolerance of a currency: values, who, when, why, how many entries."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import FiniteDecimalField, MoneyField


class ToleranceChange(models.Model):
    """One confirmed change of the set-up and of the open entries that follow it.

    `key` is made with the preview, so that a double click changes once. The changed entries
    tell the change themselves (`EntryAmendment`, with the same reason); here they are counted.
    Unfinished until every entry has followed.
    """

    key = models.UUIDField(_("key"), unique=True, editable=False)
    currency = models.ForeignKey(
        "company.Currency",
        verbose_name=_("currency"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    percent_before = FiniteDecimalField(
        _("payment tolerance % before"), max_digits=5, decimal_places=2
    )
    percent = FiniteDecimalField(_("payment tolerance %"), max_digits=5, decimal_places=2)
    most_before = MoneyField(_("max. payment tolerance before"))
    most = MoneyField(_("max. payment tolerance"))
    reason = models.CharField(_("reason"), max_length=250)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    changed_at = models.DateTimeField(_("changed at"))
    finished_at = models.DateTimeField(_("finished at"), null=True)
    customer_entries = models.PositiveIntegerField(_("customer entries changed"), default=0)
    vendor_entries = models.PositiveIntegerField(_("vendor entries changed"), default=0)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("change of payment tolerance")
        verbose_name_plural = _("changes of payment tolerance")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="tolerance_change_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.currency_id} {self.changed_at:%Y-%m-%d}"
