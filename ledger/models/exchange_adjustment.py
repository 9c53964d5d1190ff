"""Adjustments of exchange rates: which currency was brought to which day's rate, and the result."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from arcore.company.fields import FactorField, MoneyField


class ExchangeAdjustment(models.Model):
    """One currency of one posted adjustment; gain and loss in local currency, both positive."""

    register = models.ForeignKey(
        "ledger.Register",
        verbose_name=_("register"),
        on_delete=models.PROTECT,
        related_name="exchange_adjustments",
    )
    currency = models.ForeignKey(
        "company.Currency",
        verbose_name=_("currency"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    day = models.DateField(_("as of"))
    factor = FactorField(_("rate"))
    customer_entries = models.PositiveIntegerField(_("customer entries"))
    vendor_entries = models.PositiveIntegerField(_("vendor entries"))
    bank_accounts = models.PositiveIntegerField(_("bank accounts"))
    gain = MoneyField(_("unrealized gain"))
    loss = MoneyField(_("unrealized loss"))

    class Meta:
        ordering = ("-id",)
        verbose_name = _("exchange rate adjustment")
        verbose_name_plural = _("exchange rate adjustments")
        constraints = [
            models.UniqueConstraint(
                fields=("register", "currency"), name="exchange_adjustment_once_a_currency"
            ),
            models.CheckConstraint(
                condition=models.Q(gain__gte=0, loss__gte=0),
                name="exchange_adjustment_amounts_not_negative",
            ),
        ]
        indexes = [
            models.Index(fields=("currency", "day"), name="exchange_adjustment_by_day"),
            models.Index(fields=("day", "id"), name="exchange_adjustment_list"),
        ]

    def __str__(self) -> str:
        return f"{self.currency_id} {self.day}"

    def get_absolute_url(self) -> str:
        """The register that holds its entries."""
        return self.register.get_absolute_url()
